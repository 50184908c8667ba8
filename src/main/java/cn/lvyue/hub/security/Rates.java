package cn.lvyue.hub.security;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * How often one may knock. Counted in the memory of this node: a second node doubles what passes, a restart forgets. A source pays
 * for requests that are proved its own; what is not proved counts against who sent it.
 */
@Component
class Rates {
    /** Addresses remembered for their refused requests; the one longest quiet is forgotten first. */
    private static final int REMEMBERED = 10_000;

    private final Map<String, Bucket> sources = new ConcurrentHashMap<>();
    private final Map<String, Bucket> refused = new Recent();
    private final DoorSettings settings;
    private final TimeMeter time;

    Rates(DoorSettings settings, Clock clock) {
        this.settings = settings;
        this.time = new ClockTime(clock);
    }

    /** Turns a source away that has nothing left, before its body is read. Costs it nothing. */
    void peek(String feed, SourceRule rule) {
        var bucket = sources.get(feed);
        if (bucket != null) {
            var probe = bucket.estimateAbilityToConsume(1);
            if (!probe.canBeConsumed()) {
                throw Refused.rate(rule, Duration.ofNanos(probe.getNanosToWaitForRefill()));
            }
        }
    }

    void take(String feed, SourceRule rule) {
        var bucket = sources.computeIfAbsent(feed, unseen -> bucket(rule.burst(), rule.requestsPerMinute()));
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw Refused.rate(rule, Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    /** Turns away, unread, who was refused too often. */
    void checkRefused(String who) {
        var probe = refusals(who).map(bucket -> bucket.estimateAbilityToConsume(1));
        if (probe.isPresent() && !probe.get().canBeConsumed()) {
            throw Refused.tooOftenRefused(
                    settings.refusalsPerMinute(), Duration.ofNanos(probe.get().getNanosToWaitForRefill()));
        }
    }

    void countRefused(String who) {
        synchronized (refused) {
            refused.computeIfAbsent(who, unseen -> bucket(settings.refusalsPerMinute(), settings.refusalsPerMinute()))
                    .tryConsume(1);
        }
    }

    private Optional<Bucket> refusals(String who) {
        synchronized (refused) {
            return Optional.ofNullable(refused.get(who));
        }
    }

    private Bucket bucket(int atOnce, int perMinute) {
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(atOnce).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .build();
    }

    private record ClockTime(Clock clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return clock.millis() * 1_000_000;
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }

    private static final class Recent extends LinkedHashMap<String, Bucket> {
        private static final long serialVersionUID = 1L;

        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    }
}
