package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.Target;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers what went to which platform and what it said; and starts a batch by hand. */
public interface Deliveries {

    /** How far a batch is. */
    enum BatchState {
        SEALED,
        SENDING,
        SENT,
        RECEIPTED,
        PARTLY,
        FAILED
    }

    /**
     * How far a package is. UNKNOWN: sent, and no answer; the platform is asked before anything is sent again.
     */
    enum PackageState {
        SEALED,
        UNKNOWN,
        SENT,
        RECEIPTED,
        PARTLY,
        REFUSED,
        FAILED
    }

    /** How far one revision is at one target. */
    enum DeliveryState {
        PENDING,
        SUPERSEDED,
        SEALED,
        SENT,
        RECEIPTED,
        REFUSED
    }

    /** The platform's word for a package at one stage. @param stage R1 to R5 */
    record Receipt(String stage, String code, @Nullable String message, Instant at) {}

    record PackageView(
            UUID packageId, int sequence, PackageState state, int records, @Nullable String failure, List<Receipt> receipts) {}

    /** @param batchId opaque; @param records in all packages */
    record BatchView(
            long batchId,
            String batchNo,
            Target target,
            LocalDate businessDate,
            BatchState state,
            int records,
            boolean zeroReport,
            Instant sealedAt,
            List<PackageView> packages) {}

    record Delivery(
            Target target,
            int revision,
            DeliveryState state,
            @Nullable String batchNo,
            @Nullable UUID packageId,
            @Nullable String platformId,
            List<Receipt> receipts) {}

    /** Sums per target. @param pending due and not yet in a batch */
    record TargetBalance(Target target, long pending, long sent, long receipted, long refused, long unknown, long failed) {}

    /**
     * @param target null for both
     * @param date null for all days
     * @param beforeBatch batches with a smaller id, newest first; {@link Long#MAX_VALUE} for the start
     * @param limit 1 to 200
     */
    List<BatchView> batches(@Nullable Target target, @Nullable LocalDate date, long beforeBatch, int limit);

    Optional<BatchView> batch(long batchId);

    /** What was or is to be delivered of a complaint, by target and revision. */
    List<Delivery> of(RecordId id);

    /**
     * Seals what is due at a target for a business day now, a zero report if there is nothing, and starts pushing it.
     * Returns when it is sealed; the push goes on in the background.
     */
    BatchView sealNow(Target target, LocalDate businessDate);

    List<TargetBalance> balances();
}
