package cn.lvyue.hub.api;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Pauses;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Turns away what is posted to a paused source. Why it is paused is not the sender's to know. */
@Component
class OpenSources {
    /** A pause mostly lasts as long as somebody's repair. */
    private static final int RETRY_AFTER_SECONDS = 300;

    private final Pauses pauses;

    OpenSources(Pauses pauses) {
        this.pauses = pauses;
    }

    /** @throws Refusal T164 while the source is paused; nothing was read of the body then, and no nonce is used up */
    void require(FeedId feed) {
        pauses.of(feed).ifPresent(pause -> {
            throw Refusal.of(
                    ProblemKind.PAUSED,
                    "来源 %s 自 %s 起暂停接入，未保存".formatted(feed, Times.of(pause.since())),
                    "source %s is paused since %s; nothing was kept".formatted(feed, Times.of(pause.since())),
                    Map.of("pausedSince", Times.of(pause.since()).toString(), "retryAfter", RETRY_AFTER_SECONDS));
        });
    }
}
