package cn.lvyue.hub.record;

import org.jspecify.annotations.Nullable;

/**
 * One fault or remark (校验结果). The catalogue turns code and arguments into Chinese and English text with a remedy.
 *
 * @param code a letter and three digits, as in the catalogue
 * @param field the standard field, or the source field where no standard field is meant; absent for a whole record or file
 * @param place where it was found, as exact as the format allows: sheet and cell, line and column name, JSON pointer, XPath
 * @param value what was there, shortened to {@value #LONGEST_VALUE} characters
 * @param wanted what would have been right: a length, a list, a check character
 */
public record Finding(
        String code,
        Severity severity,
        @Nullable String field,
        String place,
        @Nullable String value,
        @Nullable String wanted) {
    public static final int LONGEST_VALUE = 200;

    public Finding {
        if (value != null && value.length() > LONGEST_VALUE && !value.startsWith(PersonalSeal.MARK)) {
            int end = Character.isHighSurrogate(value.charAt(LONGEST_VALUE - 1)) ? LONGEST_VALUE - 1 : LONGEST_VALUE;
            value = value.substring(0, end) + "…";
        }
    }

    /** The same finding with other texts, as tables keep them. */
    public Finding keeping(@Nullable String otherValue, @Nullable String otherWanted) {
        return new Finding(code, severity, field, place, otherValue, otherWanted);
    }

    public boolean rejects() {
        return severity == Severity.REJECT;
    }

    public boolean parks() {
        return severity == Severity.PARK;
    }
}
