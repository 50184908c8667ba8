package cn.lvyue.hub.search;

import java.text.Normalizer;

/**
 * Text as it is indexed and searched: full-width forms as half-width ones, letters small, everything that is neither letter nor
 * digit a single blank. Runs of ASCII letters and digits are words; of all else every two neighbouring characters are indexed.
 */
final class Words {
    private Words() {}

    static String folded(String text) {
        var plain = isPlain(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKC);
        var out = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); ) {
            int c = plain.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isLetterOrDigit(c)) {
                out.appendCodePoint(Character.toLowerCase(c));
            } else if (out.length() > 0 && out.charAt(out.length() - 1) != ' ') {
                out.append(' ');
            }
        }
        int end = out.length();
        return end > 0 && out.charAt(end - 1) == ' ' ? out.substring(0, end - 1) : out.toString();
    }

    /** Ideographs, ASCII and the usual marks stay themselves: most texts need no normalising. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean itself =
                    c < 0x80 || c >= 0x4E00 && c <= 0x9FFF || c >= 0x3001 && c <= 0x3011 || c >= 0x2010 && c <= 0x201F;
            if (!itself) {
                return false;
            }
        }
        return true;
    }

    /** @param text folded */
    static void addTo(Tokens tokens, String text) {
        int before = -1;
        int word = -1;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            boolean ascii = c < 0x80 && c != ' ';
            if (ascii && word < 0) {
                word = i;
            } else if (!ascii && word >= 0) {
                tokens.add(Tokens.word(text, word, i));
                word = -1;
            }
            boolean paired = c >= 0x80;
            if (paired && before >= 0) {
                tokens.add(Tokens.pair(before, c));
            }
            before = paired ? c : -1;
            i += Character.charCount(c);
        }
        if (word >= 0) {
            tokens.add(Tokens.word(text, word, text.length()));
        }
    }

    /** Whether a folded text holds a folded term; ASCII words only as a whole. @return where, or -1 */
    static int find(String text, String term) {
        for (int at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
            int end = at + term.length();
            boolean cutBefore = at > 0 && isAscii(term.charAt(0)) && isAscii(text.charAt(at - 1));
            boolean cutBehind =
                    end < text.length() && isAscii(term.charAt(term.length() - 1)) && isAscii(text.charAt(end));
            if (!cutBefore && !cutBehind) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isAscii(char c) {
        return c < 0x80 && c != ' ';
    }
}
