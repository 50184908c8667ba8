package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Target;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Turns what is due at a target into one batch of packages; each revision once, whoever seals at the same time. */
@Component
class Sealing {
    private static final int PAGE = 5_000;

    private final SealingStore store;
    private final GatheringStore gathering;
    private final DailyRuns runs;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Sealing(
            SealingStore store,
            GatheringStore gathering,
            DailyRuns runs,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.gathering = gathering;
        this.runs = runs;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * What a batch is made for.
     *
     * @param zeroReport whether a day without any batch and without anything due is reported as a zero (零报)
     * @param supplement whether the day was missed and is made up for (补报)
     * @param until what the ledger recorded from then on is left for the next batch; null to take everything
     */
    record Order(
            Target target,
            LocalDate businessDate,
            Kind kind,
            boolean zeroReport,
            boolean supplement,
            @Nullable Instant until) {
        /** The code is what the table stores. */
        enum Kind {
            /** The day's batch, made by the schedule once. */
            DAILY,
            /** Asked for by a person. */
            MANUAL,
            /** Sent as soon as it is due. */
            AT_ONCE
        }

        static Order manual(Target target, LocalDate day) {
            return new Order(target, day, Kind.MANUAL, true, false, null);
        }

        static Order atOnce(Target target, LocalDate day) {
            return new Order(target, day, Kind.AT_ONCE, false, false, null);
        }

        static Order daily(Target target, LocalDate day, boolean supplement, Instant until) {
            return new Order(target, day, Kind.DAILY, true, supplement, until);
        }
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
            return order.kind() == Order.Kind.DAILY ? sealDay(order) : sealLocked(order);
        });
    }

    private Optional<Long> sealDay(Order order) {
        var done = runs.batchOf(order.target(), order.businessDate());
        if (done.isPresent()) {
            return done;
        }
        var batch = sealLocked(order);
        batch.ifPresent(id -> runs.note(order, id, now()));
        return batch;
    }

    private Optional<Long> sealLocked(Order order) {
        boolean due = gather(order);
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

    /** @return whether anything is due that nobody holds */
    private boolean gather(Order order) {
        var target = order.target();
        long taken = store.watermark(target);
        boolean due = gathering.anyDue(target, taken);
        boolean released = gathering.anyReleased(target, order.until());
        boolean turnedUp = gathering.anyTurnedUp(target);
        if (!due && !released && !turnedUp) {
            return false; // most often: without a table made for nothing
        }
        gathering.start();
        if (due) {
            gatherDue(target, taken, order.until());
        }
        if (released) {
            gathering.addReleased(target, order.until());
        }
        if (turnedUp) {
            gathering.addTurnedUp(target);
        }
        return gathering.withoutHeld(target) > 0;
    }

    private void gatherDue(Target target, long taken, @Nullable Instant until) {
        long last = taken;
        boolean tooFar = false;
        boolean more = true;
        while (more) {
            var page = gathering.add(target, last, PAGE);
            if (page.isPresent()) {
                last = page.get().last();
                tooFar = until != null && !page.get().latest().isBefore(until);
            }
            more = !tooFar && page.isPresent() && page.get().entries() == PAGE;
        }
        if (until != null && tooFar) {
            last = gathering.cut(until).orElse(taken);
        }
        store.moveWatermark(target, last);
    }
}
