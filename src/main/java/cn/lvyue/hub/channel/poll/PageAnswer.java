package cn.lvyue.hub.channel.poll;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of asking for one page. */
sealed interface PageAnswer {
    /**
     * An answer with status 200, whatever it holds.
     *
     * @param body unpacked
     * @param date the source's clock, as its header Date says
     */
    record Body(
            byte[] body,
            @Nullable String mediaType,
            @Nullable Instant date) implements PageAnswer {}

    /**
     * No page, for a reason.
     *
     * @param retryAfter as the source asks for
     */
    record None(String code, String detail, @Nullable Duration retryAfter) implements PageAnswer {}
}
