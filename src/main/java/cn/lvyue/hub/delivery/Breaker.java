package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Alarms;
import cn.lvyue.hub.record.Alarms.Alarm;
import cn.lvyue.hub.record.Alarms.Level;
import cn.lvyue.hub.record.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Leaves a platform alone that does not answer (熔断): opens after several calls in a row that no word came of, lets one call try
 * after a pause that grows, and shuts when it succeeds. What it knows is in the database, so all nodes act as one.
 */
@Component
class Breaker {
    static final String OPEN = "T181";

    private static final Logger log = LoggerFactory.getLogger(Breaker.class);

    private final TargetStore store;
    private final DeliverySettings settings;
    private final Patience patience;
    private final Alarms alarms;
    private final Clock clock;

    Breaker(TargetStore store, DeliverySettings settings, Patience patience, Alarms alarms, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.patience = patience;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** How many packages may be taken up, of {@code most}: all, one to try with, or none. */
    int admitted(Target target, int most) {
        var now = clock.instant();
        var line = store.line(target);
        if (isAfter(line.quietUntil(), now)) {
            return 0;
        }
        if (!line.isOpen()) {
            return most;
        }
        return store.takeProbe(target, now, now.plus(settings.lease())) ? 1 : 0;
    }

    /** One was admitted to try with, and there was nothing to try. */
    void nothingToTry(Target target) {
        store.returnProbe(target, clock.instant());
    }

    /** Until when something waits that was taken up before the breaker opened; empty when it may go. */
    Optional<Instant> shutSince(Target target, Instant takenAt) {
        var line = store.line(target);
        var openedAt = line.openedAt();
        boolean openedSince = openedAt != null && !openedAt.isBefore(takenAt);
        var until = openedSince ? line.openUntil() : line.quietUntil();
        return Optional.ofNullable(until).filter(end -> end.isAfter(clock.instant()));
    }

    boolean isOpen(Target target) {
        return store.line(target).isOpen();
    }

    /** Whether the platform accepted some package after a moment. */
    boolean acceptedSince(Target target, Instant moment) {
        return isAfter(store.line(target).lastAcceptedAt(), moment);
    }

    private static boolean isAfter(@Nullable Instant one, Instant other) {
        return one != null && one.isAfter(other);
    }

    /** Notes how posting a package went. @return the same reply */
    Reply sent(SealedPackage pack, Reply reply) {
        if (reply instanceof Reply.Answered answered && answered.isGood()) {
            store.accepted(pack.target(), clock.instant());
        }
        return heard(pack, reply);
    }

    /** Notes how any call went. @return the same reply */
    Reply heard(SealedPackage pack, Reply reply) {
        var target = pack.target();
        if (isWord(reply)) {
            if (store.spoke(target)) {
                log.info("{} answers again", target.id());
                alarms.clear(OPEN, target.id());
            }
        } else {
            failed(pack, reply);
        }
        return reply;
    }

    private static boolean isWord(Reply reply) {
        return reply instanceof Reply.NothingYet
                || reply instanceof Reply.Answered answered && (answered.isUnknown() || !answered.isNoWord());
    }

    private void failed(SealedPackage pack, Reply reply) {
        var target = pack.target();
        var now = clock.instant();
        var line = store.failed(target, why(reply), now, quietUntil(reply, now));
        if (line.failures() >= settings.breaker().failures()) {
            var until = now.plus(patience.beforeNextProbe(line.openings(), retryAfter(reply)));
            if (store.open(target, pack.takenAt(), now, until)) {
                tell(target, why(reply));
            }
        }
    }

    private void tell(Target target, String why) {
        log.warn("{} does not answer, it is left alone for a while: {}", target.id(), why);
        alarms.raise(new Alarm(
                OPEN,
                target.id(),
                Level.CRITICAL,
                "{subject}多次无应答，暂停报送并定时试探",
                "{subject} does not answer; pushing rests but for a try now and then"));
    }

    private static String why(Reply reply) {
        if (reply instanceof Reply.Answered answered) {
            return "HTTP " + answered.status() + (answered.message() == null ? "" : " " + answered.message());
        }
        return reply instanceof Reply.Unreachable off ? off.why() : ((Reply.NoAnswer) reply).why();
    }

    private @Nullable Instant quietUntil(Reply reply, Instant now) {
        var wish = retryAfter(reply);
        return wish == null ? null : now.plus(patience.atMostLongest(wish));
    }

    private static @Nullable Duration retryAfter(Reply reply) {
        boolean overload = reply instanceof Reply.Answered answered
                && (answered.status() == 429 || answered.status() == 503 || answered.busy());
        return overload ? ((Reply.Answered) reply).retryAfter() : null;
    }
}
