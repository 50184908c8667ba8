package cn.lvyue.hub.channel;

import cn.lvyue.hub.record.FeedId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one front-end table is doing.
 *
 * @param name under {@code hub.tables}
 * @param polledAt the last time it was read to the end without a fault; null if never: no route polls it, or it never worked
 * @param failingSince null while all is well
 * @param failure what went wrong last, without row values
 * @param openBatches batches that are read and not yet archived or written back
 * @param keylessRows rows that cannot be taken because a key or order column is empty (T144)
 */
public record TableState(
        String name,
        FeedId feed,
        String table,
        @Nullable Instant polledAt,
        @Nullable Instant failingSince,
        @Nullable String failure,
        int openBatches,
        long keylessRows) {}
