package cn.lvyue.hub.standard;

/**
 * Finds numbers of persons inside free text: mobile phones (11 digits that begin with 1), landlines with an area code, resident
 * identity numbers (17 digits and a digit or X), bank cards and whatever else has 15 digits or more. Digits may be full-width,
 * grouped by single blanks or hyphens, and stand next to letters. Unified social credit codes hold letters early and stay as
 * they are.
 */
final class NumbersInText {
    private static final int MOBILE = 11;
    private static final int ID_BEFORE_X = 17;
    private static final int SHORTEST_LONG_NUMBER = 15;
    private static final int KEPT_AT_START = 3;
    private static final int KEPT_AT_END = 4;
    private static final int LEAST_HIDDEN = 4;
    private static final String HIDDEN = "****";

    private final String text;
    private final StringBuilder out = new StringBuilder(0);
    private int copied;

    private NumbersInText(String text) {
        this.text = text;
    }

    static String masked(String text) {
        return new NumbersInText(text).masked();
    }

    /** Keeps three characters in front and four behind; less behind where fewer than four would be hidden. */
    static String shortened(String number) {
        var whole = new NumbersInText(number);
        whole.hide(0, number.length());
        return whole.out.toString();
    }

    private String masked() {
        for (int i = 0; i < text.length(); i++) {
            if (digit(i) >= 0) {
                int end = endOfRun(i);
                hidePersonal(i, end);
                i = end - 1;
            }
        }
        return copied == 0 ? text : out.append(text, copied, text.length()).toString();
    }

    /** Digits, with single blanks or hyphens between them, and an X as the last of an identity number. */
    private int endOfRun(int start) {
        int end = start;
        for (int i = start; i < text.length(); i++) {
            if (digit(i) >= 0) {
                end = i + 1;
            } else if (!(isSeparator(i) && end == i)) {
                break;
            }
        }
        boolean idWithX = end < text.length() && isX(end) && digits(start, end) == ID_BEFORE_X;
        return idWithX ? end + 1 : end;
    }

    /** Hides the whole run, or those of its parts between blanks and hyphens that are numbers of persons. */
    private void hidePersonal(int start, int end) {
        if (isPersonal(start, end)) {
            hide(start, end);
            return;
        }
        int from = start;
        for (int i = start; i <= end; i++) {
            if (i == end || isSeparator(i)) {
                if (i > from && isPersonal(from, i)) {
                    hide(from, i);
                }
                from = i + 1;
            }
        }
    }

    private boolean isPersonal(int start, int end) {
        int digits = digits(start, end);
        int first = digit(start);
        boolean mobile = digits == MOBILE && first == 1;
        boolean mobileWithCountry = digits == MOBILE + 2 && first == 8 && digit(start + 1) == 6;
        boolean landline = digits >= 10 && digits <= 12 && first == 0;
        return digits >= SHORTEST_LONG_NUMBER || mobile || mobileWithCountry || landline;
    }

    private void hide(int start, int end) {
        int marks = 0;
        for (int i = start; i < end; i++) {
            marks += isSeparator(i) ? 0 : 1;
        }
        int head = Math.min(KEPT_AT_START, marks);
        int tail = Math.max(0, Math.min(KEPT_AT_END, marks - head - LEAST_HIDDEN));
        out.append(text, copied, start);
        appendMarks(start, 0, head);
        out.append(HIDDEN);
        appendMarks(start, marks - tail, marks);
        copied = end;
    }

    /** What groups a number is left out. */
    private void appendMarks(int start, int from, int to) {
        int mark = 0;
        for (int i = start; mark < to; i++) {
            if (!isSeparator(i)) {
                if (mark >= from) {
                    out.append(text.charAt(i));
                }
                mark++;
            }
        }
    }

    private int digits(int start, int end) {
        int count = 0;
        for (int i = start; i < end; i++) {
            count += digit(i) >= 0 ? 1 : 0;
        }
        return count;
    }

    /** The value of an ASCII or full-width digit, else -1. */
    private int digit(int at) {
        char c = text.charAt(at);
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        return c >= '０' && c <= '９' ? c - '０' : -1;
    }

    private boolean isSeparator(int at) {
        char c = text.charAt(at);
        return c == ' ' || c == '-' || c == '\u00A0' || c == '\u3000' || c == '－';
    }

    private boolean isX(int at) {
        char c = text.charAt(at);
        return c == 'X' || c == 'x' || c == 'Ｘ' || c == 'ｘ';
    }
}
