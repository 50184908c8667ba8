package cn.lvyue.hub.mapping;

import org.jspecify.annotations.Nullable;

/**
 * Cleans running text: names, titles, contents. Outer blanks go without a word; invisible characters, odd spaces and, in a
 * text of one line, line ends are repaired with a remark; full-width signs stay as written; controls and broken surrogates
 * are refused (V110), and so is garbled text (V113).
 */
final class CleanText implements Converter {
    private final boolean keepsLines;

    /** @param keepsLines whether line ends and tabs inside belong to the text */
    CleanText(boolean keepsLines) {
        this.keepsLines = keepsLines;
    }

    @Override
    public @Nullable String convert(String raw, Notes notes) {
        var garbled = Garbled.what(raw);
        if (garbled != null) {
            notes.reject("V113", raw, garbled);
            return null;
        }
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (!Characters.isPlain(c) && !(keepsLines && c == '\n')) {
                return cleaned(raw, notes);
            }
        }
        return Characters.strip(raw);
    }

    private @Nullable String cleaned(String raw, Notes notes) {
        var text = Characters.strip(raw);
        var out = new StringBuilder(text.length());
        boolean repaired = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Characters.isIllegal(text, i)) {
                notes.reject("V110", raw, null);
                return null;
            }
            if (Characters.isInvisible(c)) {
                repaired = true;
            } else if (isOddBlank(c)) {
                repaired |= appendBlank(c, i + 1 < text.length() ? text.charAt(i + 1) : ' ', out);
            } else {
                out.append(c);
            }
        }
        var result = Characters.strip(out.toString());
        if (repaired) {
            notes.repaired(raw, result);
        }
        return result;
    }

    private static boolean isOddBlank(char c) {
        return c != ' ' && c != 0x3000 && Characters.isBlank(c);
    }

    /** @return whether that is worth a remark; one line end written in another way is not */
    private boolean appendBlank(char blank, char next, StringBuilder out) {
        if (keepsLines && (blank == '\t' || blank == '\n')) {
            out.append(blank);
            return false;
        }
        if (blank == '\r' && (next == '\n' || keepsLines)) {
            if (next != '\n') {
                out.append('\n');
            }
            return false;
        }
        out.append(keepsLines && (blank == 0x2028 || blank == 0x2029 || blank == 0x85) ? '\n' : ' ');
        return true;
    }
}
