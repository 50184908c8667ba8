package cn.lvyue.hub.mapping;

import cn.lvyue.hub.record.SourceRecord;
import org.jspecify.annotations.Nullable;

/** One field of the source, by the name the mapping writes and the slot where its value stands. */
record SourceField(String name, int slot) {
    /** @return the value, or null where there is nothing to be seen */
    @Nullable
    String filledIn(SourceRecord source) {
        var value = source.value(slot);
        return value == null || Characters.isEmpty(value) ? null : value;
    }
}
