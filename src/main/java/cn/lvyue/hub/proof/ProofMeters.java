package cn.lvyue.hub.proof;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * How long the log is and how far it is behind, looked up at most every ten seconds; not a number while the database is away.
 * Every node tells the same.
 */
@Component
class ProofMeters implements MeterBinder {
    private static final Duration KEPT_FOR = Duration.ofSeconds(10);

    private final LogStore store;
    private final Standing standing;
    private final Clock clock;
    private @Nullable Seen last;

    ProofMeters(LogStore store, Standing standing, Clock clock) {
        this.store = store;
        this.standing = standing;
        this.clock = clock;
    }

    private record Seen(Instant at, double leaves, double behindSeconds) {}

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "hub.proof.leaves", "leaves of the log", Seen::leaves);
        gauge(registry, "hub.proof.behind.seconds", "age of the oldest thing not taken down", Seen::behindSeconds);
    }

    private void gauge(MeterRegistry registry, String name, String what, ToDoubleFunction<Seen> value) {
        Gauge.builder(name, this, meters -> value.applyAsDouble(meters.seen()))
                .description(what)
                .register(registry);
    }

    private synchronized Seen seen() {
        var now = clock.instant();
        var kept = last;
        if (kept == null || kept.at().plus(KEPT_FOR).isBefore(now)) {
            kept = look(now);
            last = kept;
        }
        return kept;
    }

    private Seen look(Instant now) {
        try {
            long leaves = store.head().map(LogStore.Head::size).orElse(0L);
            double behind = standing.oldestOpen()
                    .map(oldest -> Math.max(0, Duration.between(oldest, now).toMillis() / 1000.0))
                    .orElse(0.0);
            return new Seen(now, leaves, behind);
        } catch (DataAccessException away) {
            return new Seen(now, Double.NaN, Double.NaN);
        }
    }
}
