package cn.lvyue.hub.standard;

/** Compares decimal numbers as texts, without making objects. What is no number compares by its characters, somehow. */
final class Decimals {
    private Decimals() {}

    static int compare(String a, String b) {
        boolean below = a.startsWith("-") && !isZero(a);
        boolean otherBelow = b.startsWith("-") && !isZero(b);
        if (below != otherBelow) {
            return below ? -1 : 1;
        }
        return below ? size(b, a) : size(a, b);
    }

    private static boolean isZero(String number) {
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (c >= '1' && c <= '9') {
                return false;
            }
        }
        return true;
    }

    /** Compares without signs. */
    private static int size(String a, String b) {
        int pointA = point(a);
        int pointB = point(b);
        int fromA = firstDigit(a, pointA);
        int fromB = firstDigit(b, pointB);
        if (pointA - fromA != pointB - fromB) {
            return Integer.compare(pointA - fromA, pointB - fromB);
        }
        int digits = Math.max(a.length() - fromA, b.length() - fromB);
        for (int i = 0; i < digits; i++) {
            int difference = Character.compare(at(a, fromA + i), at(b, fromB + i));
            if (difference != 0) {
                return difference < 0 ? -1 : 1;
            }
        }
        return 0;
    }

    private static int point(String number) {
        int point = number.indexOf('.');
        return point < 0 ? number.length() : point;
    }

    private static int firstDigit(String number, int point) {
        int at = 0;
        while (at < point && (number.charAt(at) == '-' || number.charAt(at) == '0')) {
            at++;
        }
        return at;
    }

    /** Past the end a number goes on with zeros; its point counts as one, both numbers having theirs at the same place. */
    private static char at(String number, int index) {
        return index < number.length() && number.charAt(index) != '.' ? number.charAt(index) : '0';
    }
}
