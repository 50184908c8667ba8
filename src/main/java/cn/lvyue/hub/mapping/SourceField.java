package cn.lvyue.hub.mapping;

import cn.lvyue.hub.record.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * One field of the source.
 *
 * @param name as the form of the data that is read calls it
 * @param slot where its value stands
 * @param ruleName as the rules call it: the same, unless the form has names of its own
 */
record SourceField(String name, int slot, String ruleName) {
    SourceField(String name, int slot) {
        this(name, slot, name);
    }

    /** @return the value, or null where there is nothing to be seen */
    @Nullable
    String filledIn(SourceRecord source) {
        var value = source.value(slot);
        return value == null || Characters.isEmpty(value) ? null : value;
    }
}
