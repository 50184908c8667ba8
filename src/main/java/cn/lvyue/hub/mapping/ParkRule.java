package cn.lvyue.hub.mapping;

import cn.lvyue.hub.record.SourceRecord;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds records that are in order but none of the hub's business: a source field says something else than it should. An
 * empty field says nothing and parks nothing.
 *
 * @param code of the finding
 * @param standardField what the finding is about: the field that cannot be filled for such a record
 * @param values what the field must say
 * @param prefix or how it must begin; null for no such rule
 */
record ParkRule(
        String code,
        String standardField,
        SourceField field,
        Set<String> values,
        @Nullable String prefix) {
    /** @return whether the record is parked, with its finding */
    boolean parks(SourceRecord record, Notes notes) {
        var raw = field.filledIn(record);
        if (raw == null || raw.isEmpty()) {
            return false;
        }
        var value = Characters.strip(raw);
        if (values.contains(value) || prefix != null && value.startsWith(prefix)) {
            return false;
        }
        notes.about(standardField);
        notes.readFrom(field.name(), record.kind(field.slot()));
        notes.park(code, value, prefix == null ? String.join("、", values) : prefix + "…");
        return true;
    }
}
