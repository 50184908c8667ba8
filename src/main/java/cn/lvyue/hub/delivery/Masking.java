package cn.lvyue.hub.delivery;

/**
 * Hides what tells who a person is. A name keeps its first character (张**), numbers keep three characters in front and four
 * behind (138****8000), an address goes down to the county, an e-mail keeps its first letter and its domain.
 */
final class Masking {
    private static final String HIDDEN = "**";
    private static final int HEAD = 3;
    private static final int TAIL = 4;
    private static final int SHORTEST_NUMBER = 8;
    private static final int SHORTEST_ADDRESS = 7;
    private static final int PHONE = 11;
    private static final int SHORTEST_CARD = 15;
    private static final int LONGEST_CARD = 19;
    private static final String COUNTIES = "县区旗";

    private Masking() {}

    /** The whole value is personal: its form tells what it is. */
    static String mask(String value) {
        int at = value.indexOf('@');
        if (at > 0) {
            return value.substring(0, value.offsetByCodePoints(0, 1)) + HIDDEN + value.substring(at);
        }
        if (isNumber(value)) {
            return number(value);
        }
        int county = county(value);
        return county > 0
                ? value.substring(0, county + 1) + HIDDEN
                : value.substring(0, value.offsetByCodePoints(0, 1)) + HIDDEN;
    }

    /** Free text: phone, identity card and bank card numbers in it are masked, the rest stays. */
    static String scrub(String text) {
        StringBuilder out = null;
        int copied = 0;
        int i = 0;
        while (i < text.length()) {
            int end = endOfDigits(text, i);
            if (end > i && isPersonalNumber(text, i, end)) {
                out = out == null ? new StringBuilder(text.length()) : out;
                out.append(text, copied, i).append(number(text.substring(i, end)));
                copied = end;
            }
            i = Math.max(end, i + 1);
        }
        return out == null ? text : out.append(text, copied, text.length()).toString();
    }

    private static String number(String value) {
        return value.substring(0, HEAD) + "****" + value.substring(value.length() - TAIL);
    }

    private static boolean isNumber(String value) {
        if (value.length() < SHORTEST_NUMBER) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!isDigit(c) && !(c >= 'A' && c <= 'Z') && c != '-') {
                return false;
            }
        }
        return true;
    }

    /** Where the name of the county or district ends, or -1. */
    private static int county(String value) {
        if (value.length() < SHORTEST_ADDRESS) {
            return -1;
        }
        for (int i = 1; i < value.length() - 1; i++) {
            if (COUNTIES.indexOf(value.charAt(i)) >= 0) {
                return i;
            }
        }
        int city = value.indexOf('市');
        return city < value.length() - 1 ? city : -1;
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        boolean card = end - from == LONGEST_CARD - 2 && end < text.length();
        return card && (text.charAt(end) == 'X' || text.charAt(end) == 'x') ? end + 1 : end;
    }

    private static boolean isPersonalNumber(String text, int from, int end) {
        int length = end - from;
        boolean phone = length == PHONE && text.charAt(from) == '1' && text.charAt(from + 1) >= '3';
        return phone || (length >= SHORTEST_CARD && length <= LONGEST_CARD);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
