package cn.lvyue.hub.mapping;

import cn.lvyue.hub.standard.CodeList;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Translates a feed's code values into the standard's. Width of characters and blanks inside do not matter; anything not in
 * the table is refused with V104 unless the table has a value for all others.
 */
final class CodeTable implements Converter {
    private final Map<String, String> exact = new HashMap<>();
    private final Map<String, String> folded = new HashMap<>();
    private final @Nullable String other;
    private final String wanted;

    /**
     * @param prefix what every source value begins with, "" for nothing
     * @param codes the feed's value (without prefix) → the standard's
     * @param other for all other values: a code, "" for no value; null to refuse them
     */
    CodeTable(String prefix, Map<String, String> codes, @Nullable String other) {
        this(prefix, codes, other, String.join("、", codes.keySet()));
    }

    private CodeTable(String prefix, Map<String, String> codes, @Nullable String other, String wanted) {
        codes.forEach((source, code) -> {
            exact.put(prefix + source, code);
            folded.put(fold(prefix + source), code);
        });
        this.other = other;
        this.wanted = wanted;
    }

    /** Takes the codes of a list and its labels; what is wanted is told in labels. */
    static CodeTable of(CodeList list) {
        var labels = list.labels();
        var codes = new HashMap<>(labels);
        list.names().keySet().forEach(code -> codes.put(code, code));
        return new CodeTable("", codes, null, String.join("、", labels.keySet()));
    }

    @Override
    public @Nullable String convert(String raw, Notes notes) {
        var code = exact.get(raw);
        if (code == null) {
            code = folded.get(fold(raw));
        }
        if (code != null) {
            return code;
        }
        if (other == null) {
            notes.reject("V104", Characters.strip(raw), wanted);
            return null;
        }
        return other;
    }

    private static String fold(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Characters.isBlank(c) && !Characters.isInvisible(c)) {
                out.append(Characters.narrow(c));
            }
        }
        return out.toString();
    }
}
