package cn.lvyue.hub.mapping;

/** Reads an unsigned decimal number, commas between groups of three allowed, without ever making a floating-point number. */
final class DecimalText {
    private DecimalText() {}

    /**
     * @param digits takes the number without its commas
     * @return the position behind the number, or -1 if there is none here or its commas stand wrong
     */
    static int read(String text, int from, StringBuilder digits) {
        int at = from;
        int group = 0;
        boolean grouped = false;
        while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == ',')) {
            if (text.charAt(at) == ',') {
                if (grouped ? group != 3 : group < 1 || group > 3) {
                    return -1;
                }
                grouped = true;
                group = 0;
            } else {
                digits.append(text.charAt(at));
                group++;
            }
            at++;
        }
        if (digits.isEmpty() || grouped && group != 3) {
            return -1;
        }
        return at < text.length() && text.charAt(at) == '.' ? fraction(text, at, digits) : at;
    }

    private static int fraction(String text, int dot, StringBuilder digits) {
        int at = dot + 1;
        digits.append('.');
        while (at < text.length() && isDigit(text.charAt(at))) {
            digits.append(text.charAt(at++));
        }
        return at == dot + 1 ? -1 : at;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
