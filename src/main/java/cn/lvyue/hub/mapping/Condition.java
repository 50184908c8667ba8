package cn.lvyue.hub.mapping;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a rule applies, by a standard field that an earlier rule has filled.
 *
 * @param index of that field
 * @param applies whether the rule applies when the field has one of the values, or when it has none of them
 */
record Condition(int index, Set<String> values, boolean applies) {
    boolean holds(@Nullable String[] mapped) {
        var value = mapped[index];
        return (value != null && values.contains(value)) == applies;
    }
}
