package cn.lvyue.hub.mapping;

/** Tells characters apart that look like nothing, that nobody may send, or that are the wide twin of an ASCII character. */
final class Characters {
    private Characters() {}

    /** True for most of what ever comes: printable ASCII and the Chinese characters and signs after the ideographic space. */
    static boolean isPlain(char c) {
        return c >= ' ' && c < 0x7F || c > 0x3000 && c < Character.MIN_SURROGATE;
    }

    /** A space of any width, or a line end. */
    static boolean isBlank(char c) {
        return c == ' '
                || c >= '\t' && c <= '\r'
                || c == 0x85
                || c == 0xA0
                || c == 0x1680
                || c >= 0x2000 && c <= 0x200A
                || c == 0x2028
                || c == 0x2029
                || c == 0x202F
                || c == 0x205F
                || c == 0x3000;
    }

    /** Takes no room and changes how text compares or reads: zero-width, soft hyphen, byte order mark, direction controls. */
    static boolean isInvisible(char c) {
        return c == 0xAD
                || c == 0x61C
                || c == 0x180E
                || c >= 0x200B && c <= 0x200F
                || c >= 0x202A && c <= 0x202E
                || c >= 0x2060 && c <= 0x206F
                || c == 0xFEFF;
    }

    /** Whether the character at i is a control, half a surrogate pair or no character at all. */
    static boolean isIllegal(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
        }
        return (c < ' ' || c >= 0x7F && c < 0xA0) && !isBlank(c) || c >= 0xFFFE;
    }

    /** The ASCII twin of a full-width character (GB/T 2312 row 3), else the character itself. */
    static char narrow(char c) {
        return c >= 0xFF01 && c <= 0xFF5E ? (char) (c - 0xFEE0) : c == 0x3000 ? ' ' : c;
    }

    /** Without the blanks around it; the text itself where there are none. */
    static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return from == 0 && to == text.length() ? text : text.substring(from, to);
    }

    /** Whether nothing can be seen. */
    static boolean isEmpty(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPlain(c) && c != ' ' || !isBlank(c) && !isInvisible(c)) {
                return false;
            }
        }
        return true;
    }

    /** Wide twins made narrow and invisible characters left out, for numbers and dates, whose notation is free anyway. */
    static String narrow(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (narrow(c) != c || isInvisible(c)) {
                return narrowed(text);
            }
        }
        return strip(text);
    }

    private static String narrowed(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!isInvisible(text.charAt(i))) {
                out.append(narrow(text.charAt(i)));
            }
        }
        return strip(out.toString());
    }
}
