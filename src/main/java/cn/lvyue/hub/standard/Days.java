package cn.lvyue.hub.standard;

/** Days of the calendar inside texts, without making objects. */
public final class Days {
    private static final int[] LENGTHS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private Days() {}

    /**
     * Whether the digits at three places of a text are a day that exists, from 1800 to 2999.
     *
     * @param year where four digits stand
     * @param month where two digits stand
     * @param day where two digits stand
     */
    public static boolean exists(String text, int year, int month, int day) {
        int y = number(text, year, 4);
        int m = number(text, month, 2);
        int d = number(text, day, 2);
        if (y < 1800 || y > 2999 || m < 1 || m > 12 || d < 1) {
            return false;
        }
        boolean leap = y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
        return d <= LENGTHS[m - 1] + (m == 2 && leap ? 1 : 0);
    }

    /** @return the number, or -1 if there is something else than digits */
    public static int number(String text, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + c - '0';
        }
        return number;
    }
}
