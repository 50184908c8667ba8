package cn.lvyue.hub.channel.poll;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one round asks for. A window stays the same until a round has read it whole, so that a page of it is one message however
 * often it is read.
 *
 * @param since overlap included; null for everything
 * @param quietPage digest of the only page of the round before; null if it had more
 * @param quietWindow the window that page was first seen in
 */
record PollWindow(
        String source,
        long number,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String quietPage,
        long quietWindow) {}
