package cn.lvyue.hub.ops;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time in which data of a feed has to come at least once.
 *
 * @param day its first day
 * @param starts messages archived from here on count
 * @param due the moment told to the sender
 * @param deadline the same with grace: what comes later is late
 * @param ends messages archived from here on count for the next period; null where only silence ends it
 */
record DuePeriod(
        LocalDate day,
        Instant starts,
        Instant due,
        Instant deadline,
        @Nullable Instant ends) {}
