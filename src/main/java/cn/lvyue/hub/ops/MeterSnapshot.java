package cn.lvyue.hub.ops;

import cn.lvyue.hub.archive.Backlog;
import cn.lvyue.hub.delivery.Deliveries.TargetBalance;
import cn.lvyue.hub.ledger.Intakes;
import cn.lvyue.hub.ledger.Intakes.FeedSum;
import cn.lvyue.hub.record.Alarms.Level;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * What the meters tell, looked up at once and at most every {@link #KEPT_FOR}: a scrape costs a handful of small queries,
 * however many series it has. While the database is away everything is not a number.
 */
@Component
class MeterSnapshot {
    static final Duration KEPT_FOR = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(MeterSnapshot.class);

    private final StatusService status;
    private final Intakes intakes;
    private final Backlog backlog;
    private final AlarmService alarms;
    private final Clock clock;
    private @Nullable Seen last;

    MeterSnapshot(StatusService status, Intakes intakes, Backlog backlog, AlarmService alarms, Clock clock) {
        this.status = status;
        this.intakes = intakes;
        this.backlog = backlog;
        this.alarms = alarms;
        this.clock = clock;
    }

    synchronized Seen seen() {
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
            return new Seen(
                    now, new Found(status.now(), intakes.sums(), backlog.oldest(), alarms.open(), backlog.bytes()));
        } catch (DataAccessException | TransactionException away) {
            log.warn("no metrics: {}", away.getClass().getSimpleName());
            return new Seen(now, null);
        }
    }

    /** The states a delivery is counted in. */
    enum DeliveryCount {
        PENDING(TargetBalance::pending),
        SENT(TargetBalance::sent),
        RECEIPTED(TargetBalance::receipted),
        REFUSED(TargetBalance::refused),
        UNKNOWN(TargetBalance::unknown),
        FAILED(TargetBalance::failed),
        HELD(TargetBalance::held),
        SEALED(TargetBalance::sealed);

        private final ToDoubleFunction<TargetBalance> count;

        DeliveryCount(ToDoubleFunction<TargetBalance> count) {
            this.count = count;
        }
    }

    private record Found(
            HubStatus status,
            List<FeedSum> sums,
            Map<FeedId, Instant> oldest,
            List<AlarmView> alarms,
            long archiveBytes) {}

    /** What was seen at a moment, or nothing. */
    record Seen(Instant at, @Nullable Found found) {

        private double of(ToDoubleFunction<Found> value) {
            return found == null ? Double.NaN : value.applyAsDouble(found);
        }

        private double sum(Predicate<FeedSum> which, ToDoubleFunction<FeedSum> value) {
            return of(
                    all -> all.sums().stream().filter(which).mapToDouble(value).sum());
        }

        private static Predicate<FeedSum> is(FeedId feed) {
            return sum -> sum.feed().equals(feed);
        }

        private static Predicate<FeedSum> is(FeedId feed, Channel channel) {
            return sum -> sum.feed().equals(feed) && sum.channel() == channel;
        }

        double done(FeedId feed, Channel channel) {
            return sum(is(feed, channel), FeedSum::done);
        }

        double unreadable(FeedId feed, Channel channel) {
            return sum(is(feed, channel), FeedSum::unreadable);
        }

        double failed(FeedId feed, Channel channel) {
            return sum(is(feed, channel), FeedSum::failed);
        }

        double records(FeedId feed, Outcome outcome) {
            return sum(is(feed), sum -> sum.counts().getOrDefault(outcome, 0L));
        }

        double ended(FeedId feed) {
            return sum(is(feed), sum -> sum.done() + sum.unreadable() + sum.failed());
        }

        double seconds(FeedId feed) {
            return sum(is(feed), FeedSum::seconds);
        }

        double waiting(FeedId feed) {
            return of(all -> all.status().waiting().getOrDefault(feed, 0L));
        }

        double oldestSeconds(FeedId feed) {
            return of(all ->
                    Duration.between(all.oldest().getOrDefault(feed, at), at).toSeconds());
        }

        double silent(FeedId feed) {
            return of(all -> all.alarms().stream()
                    .filter(alarm -> alarm.code().equals(ArrivalAlarms.SILENT)
                            && alarm.subject().equals(feed.value()))
                    .count());
        }

        double alarms(Level level) {
            return of(all -> all.alarms().stream()
                    .filter(alarm -> alarm.level() == level)
                    .count());
        }

        double archiveBytes() {
            return of(Found::archiveBytes);
        }

        double openBalances() {
            return of(all -> all.status().closes() ? 0 : 1);
        }

        double deliveries(Target target, DeliveryCount state) {
            return of(all -> all.status().targets().stream()
                    .filter(balance -> balance.target() == target)
                    .mapToDouble(state.count)
                    .sum());
        }
    }
}
