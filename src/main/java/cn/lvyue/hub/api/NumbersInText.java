package cn.lvyue.hub.api;

/**
 * Finds numbers of persons inside free text: mobile phones (11 digits from 13 to 19), landlines with an area code, resident
 * identity numbers (17 digits and a digit or X), bank cards and whatever else has 15 digits or more. Digits may be full-width, and grouped by
 * single blanks or hyphens. Unified social credit codes hold letters early and stay as they are.
 */
final class NumbersInText {
    private static final int MOBILE = 11;
    private static final int SHORTEST_LONG_NUMBER = 15;
    private static final int KEPT_AT_START = 3;
    private static final int KEPT_AT_END = 4;

    private NumbersInText() {}

    static String masked(String text) {
        var out = new StringBuilder(text);
        int i = 0;
        while (i < text.length()) {
            if (startsRun(text, i)) {
                int end = endOfRun(text, i);
                hidePersonal(text, i, end, out);
                i = end;
            } else {
                i++;
            }
        }
        return out.toString();
    }

    /** Hides the whole run, or those of its parts between blanks and hyphens that are numbers of persons. */
    private static void hidePersonal(String text, int start, int end, StringBuilder out) {
        if (isPersonal(text, start, end)) {
            hide(text, start, end, out);
            return;
        }
        int from = start;
        for (int i = start; i <= end; i++) {
            if (i == end || isSeparator(text.charAt(i))) {
                if (i > from && isPersonal(text, from, i)) {
                    hide(text, from, i, out);
                }
                from = i + 1;
            }
        }
    }

    private static boolean startsRun(String text, int i) {
        return digit(text.charAt(i)) >= 0 && (i == 0 || !isLatin(text.charAt(i - 1)));
    }

    /** Digits, with single blanks or hyphens between them, and an X as the last of an identity number. */
    private static int endOfRun(String text, int start) {
        int end = start;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (digit(c) >= 0) {
                end = i + 1;
            } else if (!(isSeparator(c) && end == i)) {
                break;
            }
        }
        boolean idWithX = end < text.length() && isX(text.charAt(end)) && digits(text, start, end) == 17;
        return idWithX ? end + 1 : end;
    }

    private static boolean isPersonal(String text, int start, int end) {
        if (end < text.length() && isLatin(text.charAt(end))) {
            return false;
        }
        int digits = digits(text, start, end) + (isX(text.charAt(end - 1)) ? 1 : 0);
        if (digits >= SHORTEST_LONG_NUMBER) {
            return true;
        }
        int first = digit(text.charAt(start));
        boolean mobile = digits == MOBILE && first == 1;
        boolean mobileWithCountry = digits == MOBILE + 2 && text.startsWith("86", start);
        boolean landline = digits >= 10 && digits <= 12 && first == 0;
        return mobile || mobileWithCountry || landline;
    }

    private static void hide(String text, int start, int end, StringBuilder out) {
        int left = KEPT_AT_START;
        int right = end;
        for (int kept = 0; kept < KEPT_AT_END && right > start; right--) {
            kept += isSeparator(text.charAt(right - 1)) ? 0 : 1;
        }
        for (int i = start; i < right; i++) {
            if (isSeparator(text.charAt(i))) {
                continue;
            }
            if (left > 0) {
                left--;
            } else {
                out.setCharAt(i, '*');
            }
        }
    }

    private static int digits(String text, int start, int end) {
        int count = 0;
        for (int i = start; i < end; i++) {
            count += digit(text.charAt(i)) >= 0 ? 1 : 0;
        }
        return count;
    }

    /** The value of an ASCII or full-width digit, else -1. */
    private static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        return c >= '０' && c <= '９' ? c - '０' : -1;
    }

    private static boolean isSeparator(char c) {
        return c == ' ' || c == '-' || c == '\u00A0';
    }

    private static boolean isX(char c) {
        return c == 'X' || c == 'x' || c == 'Ｘ';
    }

    private static boolean isLatin(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }
}
