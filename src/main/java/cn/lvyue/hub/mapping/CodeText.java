package cn.lvyue.hub.mapping;

import cn.lvyue.hub.record.CellKind;
import org.jspecify.annotations.Nullable;

/**
 * Cleans codes and numbers given by others. Full-width characters become half-width; what else is put right depends on the
 * form. Anything but outer blanks that had to be changed is told in a remark. A letter is never turned into a digit.
 */
final class CodeText implements Converter {
    /** What counts as damage in a code. */
    enum Form {
        /** 统一社会信用代码 and other codes: no blanks inside, letters in upper case. */
        CODE(true, true),
        /** 工单编号, 合同编号: letters as written, single blanks inside belong to it. */
        REFERENCE(false, false),
        /** Telephone numbers: no blanks inside. */
        PHONE(true, false);

        private final boolean closed;
        private final boolean upper;

        Form(boolean closed, boolean upper) {
            this.closed = closed;
            this.upper = upper;
        }
    }

    /** Digits a spreadsheet keeps of a number. */
    private static final int SPREADSHEET_DIGITS = 15;

    private final Form form;

    CodeText(Form form) {
        this.form = form;
    }

    @Override
    public @Nullable String convert(String raw, Notes notes) {
        if (notes.kind() != CellKind.TEXT && isDamaged(raw, notes)) {
            notes.reject("V109", raw, null);
            return null;
        }
        return isClean(raw) ? raw : cleaned(raw, notes);
    }

    /**
     * A date, or a number with an exponent, a fraction or more digits than a spreadsheet keeps, is not what somebody typed
     * into a column of codes.
     */
    private static boolean isDamaged(String raw, Notes notes) {
        if (notes.kind() != CellKind.NUMBER) {
            return notes.kind() != CellKind.BOOLEAN;
        }
        int digits = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '.' || c == 'E' || c == 'e') {
                return true;
            }
            digits += c >= '0' && c <= '9' ? 1 : 0;
        }
        return notes.fromWorkbook() && digits > SPREADSHEET_DIGITS;
    }

    private boolean isClean(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            boolean good =
                    c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c == '-' || !form.upper && c >= 'a' && c <= 'z';
            if (!good) {
                return false;
            }
        }
        return true;
    }

    private @Nullable String cleaned(String raw, Notes notes) {
        var text = Characters.strip(raw);
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (Characters.isIllegal(text, i)) {
                notes.reject("V110", raw, null);
                return null;
            }
            append(text.charAt(i), out);
        }
        var result = Characters.strip(out.toString());
        if (!result.equals(text)) {
            notes.repaired(raw, result);
        }
        return result.isEmpty() ? null : result;
    }

    private void append(char c, StringBuilder out) {
        if (Characters.isInvisible(c) || form.closed && Characters.isBlank(c)) {
            return;
        }
        if (Characters.isBlank(c)) {
            if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
                out.append(' ');
            }
            return;
        }
        char narrow = Characters.narrow(c);
        out.append(form.upper && narrow >= 'a' && narrow <= 'z' ? (char) (narrow - 32) : narrow);
    }
}
