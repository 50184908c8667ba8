package cn.lvyue.hub.channel.table;

import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row as it was read.
 *
 * @param key values of the key columns, as text
 * @param json the row's data
 * @param digest of the data: two readings of a row that did not change have the same
 * @param position where the row stands in the order of changes; null where the table has no such order
 */
record SourceRow(
        List<String> key,
        String json,
        String digest,
        @Nullable Position position) {

    /**
     * A place in the order of changes.
     *
     * @param time in UTC where the column has a zone
     * @param sequence as text
     */
    record Position(LocalDateTime time, String sequence) {}
}
