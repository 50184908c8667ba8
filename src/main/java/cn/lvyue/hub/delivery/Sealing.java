package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.DueRevision;
import cn.lvyue.hub.record.Outbox;
import cn.lvyue.hub.record.Target;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Turns what is due at a target into one batch of packages; each revision once, whoever seals at the same time. */
@Component
class Sealing {
    private static final int PAGE = 5_000;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final SealingStore store;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Sealing(SealingStore store, Outbox outbox, TransactionTemplate transaction, Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * What a batch is made for.
     *
     * @param zeroReport whether a day without any batch and without anything due is reported as a zero (零报)
     */
    record Order(Target target, LocalDate businessDate, Kind kind, boolean zeroReport) {
        /** The code is what the table stores. */
        enum Kind {
            /** The day's batch, made by the schedule once. */
            DAILY,
            /** Asked for by a person. */
            MANUAL,
            /** Sent as soon as it is due. */
            AT_ONCE
        }
    }

    /** The day's batch: everything due, as the business of yesterday; a zero report if there is nothing. */
    void sealYesterday(Target target) {
        seal(new Order(target, today().minusDays(1), Order.Kind.DAILY, true));
    }

    /** Whatever is due, now; nothing if nothing is. */
    void sealAtOnce(Target target) {
        seal(new Order(target, today(), Order.Kind.AT_ONCE, false));
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(ZONE));
    }

    /**
     * Seals in one transaction. A daily batch is made once per day: asked again, the one there is is the answer. The day's
     * latest batch is the answer too when nothing is due and the day has one already.
     *
     * @return the batch, or empty when nothing is due and no zero report is wanted
     */
    Optional<Long> seal(Order order) {
        return transaction.execute(status -> {
            store.lock(order.target());
            var done = order.kind() == Order.Kind.DAILY
                    ? store.dailyBatch(order.target(), order.businessDate())
                    : Optional.<Long>empty();
            return done.isPresent() ? done : sealLocked(order);
        });
    }

    private Optional<Long> sealLocked(Order order) {
        boolean due = gather(order.target());
        int records = due ? store.decide(order.target()) : 0;
        var batch = records > 0 ? Optional.of(sealRecords(order, records)) : sealNothing(order);
        if (due) {
            store.keepSuperseded(order.target(), batch.orElse(null));
        }
        return batch;
    }

    private long sealRecords(Order order, int records) {
        long batch = store.addBatch(order, records, now());
        store.addPackages(batch, order.target(), now());
        return batch;
    }

    private Optional<Long> sealNothing(Order order) {
        if (!order.zeroReport()) {
            return Optional.empty();
        }
        var earlier = store.latestBatch(order.target(), order.businessDate());
        if (earlier.isPresent()) {
            return earlier;
        }
        long batch = store.addBatch(order, 0, now());
        store.addZeroReport(batch, order.target(), now());
        return Optional.of(batch);
    }

    /** In seconds, as the envelope shows it: what is composed later must not differ from what was sealed. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** @return whether anything is due */
    private boolean gather(Target target) {
        var page = outbox.dueAfter(target, store.watermark(target), PAGE);
        if (page.isEmpty()) {
            return false;
        }
        store.startGathering();
        long taken;
        do {
            store.gather(page);
            taken = page.get(page.size() - 1).dueNo();
            page = page.size() < PAGE ? List.<DueRevision>of() : outbox.dueAfter(target, taken, PAGE);
        } while (!page.isEmpty());
        store.moveWatermark(target, taken);
        return true;
    }
}
