package cn.lvyue.hub.mapping;

import cn.lvyue.hub.standard.Divisions;
import cn.lvyue.hub.standard.Divisions.Found;
import cn.lvyue.hub.standard.FieldType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings a division, given by code or by name, to its code in force. A division that was abolished with one successor becomes
 * the successor; with several the old code stays; both with a remark (V111). A functional zone (功能区) has no code of its own
 * in GB/T 2260 and becomes the division it lies in, unless the field is one of zones. What never was a division is refused (V104).
 */
final class DivisionCode implements Converter {
    private static final String WANTED = "现行行政区划代码或全称 | a current division code or full name (GB/T 2260)";

    /** Feeds name some two hundred divisions; what goes beyond is looked up again. */
    private static final int KEPT = 4096;

    /** No division's name is longer; garbage is not kept. */
    private static final int LONGEST = 64;

    private final Divisions divisions;
    private final FieldType type;
    private final Converter code = new CodeText(CodeText.Form.CODE);
    private final Map<String, Found> found = new ConcurrentHashMap<>();

    /** @param type of the field; one of exactly a zone's code's length is made for zones */
    DivisionCode(Divisions divisions, FieldType type) {
        this.divisions = divisions;
        this.type = type;
    }

    @Override
    public @Nullable String convert(String raw, Notes notes) {
        var known = found.get(raw);
        if (known == null) {
            var given = code.convert(raw, notes);
            if (given == null) {
                return null;
            }
            known = lookUp(given);
            if (given.equals(raw) && raw.length() <= LONGEST && found.size() < KEPT) {
                found.put(raw, known);
            }
        }
        return codeOf(known, raw, notes);
    }

    private Found lookUp(String given) {
        char first = given.charAt(0);
        boolean isCode = first >= '0' && first <= '9' || first >= 'A' && first <= 'Z';
        return isCode ? divisions.byCode(given) : divisions.byName(given);
    }

    private @Nullable String codeOf(Found found, String raw, Notes notes) {
        if (found instanceof Divisions.Current current) {
            return current.code();
        }
        if (found instanceof Divisions.Retired retired) {
            boolean replaced = retired.successors().size() == 1;
            notes.remark("V111", raw, String.join("、", retired.successors()));
            return replaced ? retired.successors().get(0) : retired.code();
        }
        if (found instanceof Divisions.Zone zone) {
            if (type.kind() == FieldType.Kind.FIXED
                    && type.length() == zone.code().length()) {
                return zone.code();
            }
            notes.repaired(raw, zone.territory());
            return zone.territory();
        }
        notes.reject("V104", Characters.strip(raw), WANTED);
        return null;
    }
}
