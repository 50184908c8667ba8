package cn.lvyue.hub.api;

import cn.lvyue.hub.standard.Field;
import cn.lvyue.hub.standard.FieldType;

/**
 * Hides personal data in answers: a name keeps its first character (张**), a phone number 3 + 4 digits, an identity or bank
 * card number 3 + 4 characters, an e-mail address its first letter and domain. In free text the numbers inside are masked.
 */
final class Masking {
    /** Text fields at least this long, without code list or check, are prose that may hold anything. */
    private static final int PROSE_LENGTH = 200;

    private static final int SHORTEST_NUMBER = 7;
    private static final int KEPT_AT_START = 3;
    private static final int KEPT_AT_END = 4;

    private Masking() {}

    static String value(Field field, String value) {
        if (field.isPersonal()) {
            return personal(value);
        }
        return isProse(field) ? NumbersInText.masked(value) : value;
    }

    /** Masks a value that is personal as a whole, by what it looks like. */
    static String personal(String value) {
        int at = value.indexOf('@');
        if (at > 0) {
            return value.substring(0, value.offsetByCodePoints(0, 1)) + "***" + value.substring(at);
        }
        if (value.length() >= SHORTEST_NUMBER && isNumberLike(value)) {
            return number(value);
        }
        return value.isEmpty() ? value : value.substring(0, value.offsetByCodePoints(0, 1)) + "**";
    }

    /** Keeps three characters at the start and four at the end. */
    static String number(String value) {
        int hidden = Math.max(0, value.length() - KEPT_AT_START - KEPT_AT_END);
        int kept = Math.min(value.length(), KEPT_AT_START);
        return hidden == 0
                ? value.substring(0, kept) + "*".repeat(value.length() - kept)
                : value.substring(0, kept) + "*".repeat(hidden) + value.substring(value.length() - KEPT_AT_END);
    }

    private static boolean isNumberLike(String value) {
        return value.chars()
                .allMatch(c -> c < 128 && Character.isLetterOrDigit(c) || c == '-' || c == ' ' || c == '+' || c == '/');
    }

    private static boolean isProse(Field field) {
        return field.type().kind() == FieldType.Kind.TEXT
                && field.type().length() >= PROSE_LENGTH
                && field.codeList() == null
                && field.check() == null;
    }
}
