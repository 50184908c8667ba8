package cn.lvyue.hub.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A package as the foreign table has it.
 *
 * @param head whether its row in the table of packages is there
 * @param headStatus what the receiver wrote there
 */
record FoundRows(List<Row> rows, boolean head, @Nullable String headStatus) {

    /** A record's row, and what the receiver wrote. */
    record Row(
            String sourceRecordNo,
            @Nullable String status,
            @Nullable String reason,
            @Nullable String platformId) {}

    boolean isThere() {
        return head || !rows.isEmpty();
    }

    boolean isRefusedAsAWhole(TableSettings.Words words) {
        return !rows.isEmpty() && rows.stream().allMatch(row -> words.refused().contains(String.valueOf(row.status())));
    }
}
