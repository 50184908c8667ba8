package cn.lvyue.hub.standard;

import cn.lvyue.hub.record.Severity;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the single words of a pack's files. All methods throw IllegalArgumentException saying what was wrong. */
final class Words {
    private static final Pattern PENALTY = Pattern.compile("(reject|park|remark) ([A-Z][0-9]{3})");
    private static final Pattern CODE = Pattern.compile("[A-Z][0-9]{3}");

    private Words() {}

    static String need(@Nullable String value, String key) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("'" + key + "' is missing");
        }
        return value;
    }

    static <E extends Enum<E>> E of(Class<E> type, @Nullable String word, E otherwise) {
        if (word == null) {
            return otherwise;
        }
        for (var one : type.getEnumConstants()) {
            if (one.name().toLowerCase(Locale.ROOT).equals(word)) {
                return one;
            }
        }
        throw new IllegalArgumentException(
                "'" + word + "' is none of " + java.util.Arrays.toString(type.getEnumConstants()));
    }

    static @Nullable Severity severity(@Nullable String word, @Nullable Severity otherwise) {
        if (word == null) {
            return otherwise;
        }
        return word.equals("none") ? null : of(Severity.class, word, Severity.REJECT);
    }

    /** {@code reject V101}, or {@code none}. */
    static @Nullable Penalty penalty(@Nullable String text) {
        if (text == null || text.equals("none")) {
            return null;
        }
        var match = PENALTY.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not 'reject|park|remark CODE'");
        }
        return new Penalty(of(Severity.class, match.group(1), Severity.REJECT), match.group(2));
    }

    static String code(@Nullable String text) {
        var code = need(text, "code");
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("'" + code + "' is not a letter and three digits");
        }
        return code;
    }
}
