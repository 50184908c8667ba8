package cn.lvyue.hub.ops;

import cn.lvyue.hub.record.FeedId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One period of a feed: due when, and whether data came.
 *
 * @param period its first day
 * @param starts messages archived from here on count
 * @param deadline due time with grace
 * @param ends messages from here on count for the next; null for a feed that must never be silent for longer
 * @param arrivedAt when the first message that counts was archived
 * @param records read from the message; 0 is a zero report, null while none came or when the hub failed to handle it
 * @param unreadable messages of the period that could not be read
 */
public record ArrivalView(
        long id,
        FeedId feed,
        LocalDate period,
        Instant starts,
        Instant due,
        Instant deadline,
        @Nullable Instant ends,
        ArrivalState state,
        @Nullable Instant arrivedAt,
        @Nullable Long messageId,
        @Nullable Integer records,
        int unreadable) {

    /** 零报: the sender reported that there was nothing. */
    public boolean zeroReport() {
        return records != null && records == 0;
    }
}
