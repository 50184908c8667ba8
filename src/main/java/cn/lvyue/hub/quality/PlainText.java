package cn.lvyue.hub.quality;

import java.text.Normalizer;

/**
 * Names and contract numbers reduced to what makes them the same: Unicode NFKC, no blanks or invisible characters, upper
 * case, one kind of bracket, dash and quotation mark.
 */
public final class PlainText {
    private static final String OPENING = "([{【〔〖〈《「『";
    private static final String CLOSING = ")]}】〕〗〉》」』";
    private static final String DASHES = "-‐‑‒–—―−─━";
    private static final String QUOTES = "\"“”„‟'‘’";

    private PlainText() {}

    public static String of(String text) {
        return isPlain(text) ? text : reduce(Normalizer.normalize(text, Normalizer.Form.NFKC));
    }

    /** Common ideographs, digits, capitals and hyphens are what they are; most texts hold nothing else. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain =
                    (c >= 0x4E00 && c <= 0x9FA5) || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '-';
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    private static String reduce(String text) {
        var plain = new StringBuilder(text.length());
        text.codePoints().filter(c -> !isBlank(c)).forEach(c -> plain.appendCodePoint(unified(c)));
        return plain.toString();
    }

    private static boolean isBlank(int c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT;
    }

    private static int unified(int c) {
        if (OPENING.indexOf(c) >= 0) {
            return '(';
        } else if (CLOSING.indexOf(c) >= 0) {
            return ')';
        } else if (DASHES.indexOf(c) >= 0) {
            return '-';
        }
        return QUOTES.indexOf(c) >= 0 ? '"' : Character.toUpperCase(c);
    }
}
