package cn.lvyue.hub.mapping;

import cn.lvyue.hub.record.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one standard field is filled: one line of a mapping, compiled.
 *
 * @param index of the standard field
 * @param emptyWhen words that stand for nothing: 无, 不详, N/A
 * @param fallback the value where the source has none
 * @param conditions all must hold, or the field gets {@code otherwise}
 * @param beside source fields it looks at besides: the unit or currency of an amount
 * @param told the rule as the file writes it
 */
record FieldRule(
        int index,
        String id,
        Source source,
        Set<String> emptyWhen,
        Converter converter,
        @Nullable String fallback,
        List<Condition> conditions,
        @Nullable String otherwise,
        List<SourceField> beside,
        YamlTable.Excerpt told) {

    FieldRule {
        fallback = "".equals(fallback) ? null : fallback;
        otherwise = "".equals(otherwise) ? null : otherwise;
    }

    /** All source fields it looks at, the most telling first. */
    List<SourceField> reads() {
        var all = new ArrayList<>(source.fields());
        all.addAll(beside);
        return all;
    }

    void apply(SourceRecord record, @Nullable String[] values, Notes notes) {
        values[index] = applies(values) ? value(record, values, notes) : otherwise;
    }

    private boolean applies(@Nullable String[] values) {
        for (int i = 0; i < conditions.size(); i++) {
            if (!conditions.get(i).holds(values)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable String value(SourceRecord record, @Nullable String[] values, Notes notes) {
        notes.about(id);
        var raw = source.take(record, values, notes);
        if (raw == null || !emptyWhen.isEmpty() && emptyWhen.contains(Characters.strip(raw))) {
            return fallback;
        }
        var value = converter.convert(raw, notes);
        return value == null || value.isEmpty() ? null : value;
    }
}
