package cn.lvyue.hub.ops;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * Health {@code balance}: down when the sums of the ledger or of deliveries do not close, with the feeds and platforms concerned;
 * shows what waits and where. The sums run over all messages, so they are taken at most every {@link #KEPT_FOR}, however often health is asked for.
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
            health.down().withDetail("open", open(seen));
        }
        health.withDetail("waitingMessages", seen.waitingMessages());
        seen.books()
                .forEach(book -> health.withDetail(
                        book.target().id(),
                        "%d = %d pushed + %d pending + %d held + %d superseded"
                                .formatted(book.due(), book.pushed(), book.pending(), book.held(), book.superseded())));
    }

    private static String open(HubStatus seen) {
        var feeds = seen.feeds().stream()
                .filter(feed -> !HubStatus.closes(feed))
                .map(feed -> feed.feed().value());
        var targets = seen.books().stream()
                .filter(book -> !book.closes())
                .map(book -> book.target().id());
        return Stream.concat(feeds, targets).collect(Collectors.joining(", "));
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
