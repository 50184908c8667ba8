package cn.lvyue.hub.intake;

/** Pieces of SpreadsheetML as text. */
final class XlsxWords {
    /** What Excel holds in one cell. */
    private static final int LONGEST_CELL = 32_767;

    private XlsxWords() {}

    /** An inline string, which is text whatever it begins with: no formula can come of it. */
    static String cell(String prefix, String reference, int style, String text) {
        return "<%1$sc r=\"%2$s\" s=\"%3$d\" t=\"inlineStr\"><%1$sis><%1$st xml:space=\"preserve\">%4$s</%1$st></%1$sis></%1$sc>"
                .formatted(prefix, reference, style, escaped(text));
    }

    static String escaped(String text) {
        var cut = text.length() > LONGEST_CELL ? text.substring(0, LONGEST_CELL - 1) + "…" : text;
        var escaped = new StringBuilder(cut.length() + 16);
        cut.codePoints().forEach(c -> append(escaped, c));
        // a text that looks like an escape of a character is meant as it stands (ECMA-376 part 1, section 22.9.2.19)
        return escaped.toString().replaceAll("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_");
    }

    private static void append(StringBuilder escaped, int c) {
        switch (c) {
            case '&' -> escaped.append("&amp;");
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '"' -> escaped.append("&quot;");
            default -> {
                boolean legal = c == '\n'
                        || c == '\t'
                        || (c >= ' ' && c < 0xD800)
                        || (c >= 0xE000 && c != 0xFFFE && c != 0xFFFF);
                escaped.appendCodePoint(legal ? c : '?');
            }
        }
    }

    /** A start tag with one attribute given or changed. */
    static String with(String tag, String attribute, String value) {
        var without = without(tag, attribute);
        int end = without.endsWith("/>") ? without.length() - 2 : without.length() - 1;
        return without.substring(0, end).stripTrailing() + " " + attribute + "=\"" + value + "\""
                + without.substring(end);
    }

    static String without(String tag, String attribute) {
        return tag.replaceFirst("\\s" + attribute + "\\s*=\\s*(\"[^\"]*\"|'[^']*')", "");
    }
}
