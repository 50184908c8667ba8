package cn.lvyue.hub.ops;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * Health {@code balance}: down when the sums of the ledger do not close, with the feeds concerned; shows what waits. The sums
 * run over all messages, so they are taken at most every {@link #KEPT_FOR}, however often health is asked for.
 */
@Component
class BalanceHealth extends AbstractHealthIndicator {
    private static final Duration KEPT_FOR = Duration.ofSeconds(10);

    private final StatusService status;
    private final Clock clock;
    private volatile @Nullable HubStatus last;

    BalanceHealth(StatusService status, Clock clock) {
        this.status = status;
        this.clock = clock;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        var seen = recent();
        if (seen.closes()) {
            health.up();
        } else {
            health.down().withDetail("open", openFeeds(seen));
        }
        health.withDetail("waitingMessages", seen.waitingMessages());
    }

    private static String openFeeds(HubStatus seen) {
        return String.join(
                ", ",
                seen.feeds().stream()
                        .filter(feed -> !HubStatus.closes(feed))
                        .map(feed -> feed.feed().value())
                        .toList());
    }

    private HubStatus recent() {
        Instant now = clock.instant();
        var kept = last;
        if (kept == null || kept.at().plus(KEPT_FOR).isBefore(now)) {
            kept = status.now();
            last = kept;
        }
        return kept;
    }
}
