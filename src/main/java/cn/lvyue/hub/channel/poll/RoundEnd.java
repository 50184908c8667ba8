package cn.lvyue.hub.channel.poll;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a round ended. */
sealed interface RoundEnd {
    /**
     * The window was read whole.
     *
     * @param watermark everything that changed before it is archived; null if there was nothing to tell it by
     * @param remark a code, when something is to be known about it
     * @param onlyPage digest of its page, if there was one
     * @param pageWindow the window that page was first seen in
     */
    record Whole(
            @Nullable Instant watermark,
            @Nullable String remark,
            @Nullable String onlyPage,
            long pageWindow) implements RoundEnd {}

    /** @param retryAfter the source's wish */
    record Failed(String code, String detail, @Nullable Duration retryAfter) implements RoundEnd {
        Failed(PollFault fault, String detail) {
            this(fault.code(), detail, null);
        }
    }

    /** The hub stops, the source was paused, or another node has taken over: the window is read again. */
    record Interrupted() implements RoundEnd {}
}
