package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.Target;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
     * SPLIT: other packages took its records over; it is never sent again.
     */
    enum PackageState {
        SEALED,
        UNKNOWN,
        SENT,
        RECEIPTED,
        PARTLY,
        REFUSED,
        FAILED,
        SPLIT
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
            UUID packageId,
            int sequence,
            PackageState state,
            int records,
            @Nullable String failure,
            List<Receipt> receipts,
            List<Holding.Remark> remarks) {

        /** One with nothing to remark. */
        public PackageView(
                UUID packageId,
                int sequence,
                PackageState state,
                int records,
                @Nullable String failure,
                List<Receipt> receipts) {
            this(packageId, sequence, state, records, failure, receipts, List.of());
        }
    }

    /**
     * @param batchId opaque
     * @param records in all packages
     * @param supplement whether it makes up for a day that was missed (补报)
     * @param heldBecause why the batch is held; null when it is not
     */
    record BatchView(
            long batchId,
            String batchNo,
            Target target,
            LocalDate businessDate,
            BatchState state,
            int records,
            boolean zeroReport,
            Instant sealedAt,
            List<PackageView> packages,
            boolean supplement,
            @Nullable String heldBecause) {

        /** One of its day, not held. */
        public BatchView(
                long batchId,
                String batchNo,
                Target target,
                LocalDate businessDate,
                BatchState state,
                int records,
                boolean zeroReport,
                Instant sealedAt,
                List<PackageView> packages) {
            this(batchId, batchNo, target, businessDate, state, records, zeroReport, sealedAt, packages, false, null);
        }
    }

    /**
     * One revision at one target.
     *
     * @param platformId the platform's own number of the record
     * @param code the platform's reason for refusing this record, with its words
     * @param receipts of the package it went with
     */
    record Delivery(
            Target target,
            int revision,
            DeliveryState state,
            @Nullable String batchNo,
            @Nullable UUID packageId,
            @Nullable String platformId,
            @Nullable String code,
            @Nullable String message,
            List<Receipt> receipts) {

        /** One that was not refused. */
        public Delivery(
                Target target,
                int revision,
                DeliveryState state,
                @Nullable String batchNo,
                @Nullable UUID packageId,
                @Nullable String platformId,
                List<Receipt> receipts) {
            this(target, revision, state, batchNo, packageId, platformId, null, null, receipts);
        }
    }

    /**
     * Records per target.
     *
     * @param pending due and not yet in a batch
     * @param sent accepted by the platform as a package, whatever it said of the records later
     * @param receipted in, by the platform's final word
     * @param refused by the platform, one by one or with their package
     * @param unknown sent without an answer; the platform will be asked
     * @param failed in packages given up, to be retried by a person
     * @param held kept back by a person: due and set aside, or in sealed packages
     * @param sealed in packages that are not sent yet, without those held
     */
    record TargetBalance(
            Target target,
            long pending,
            long sent,
            long receipted,
            long refused,
            long unknown,
            long failed,
            long held,
            long sealed) {

        /** One with nothing held and nothing waiting to be sent. */
        public TargetBalance(
                Target target, long pending, long sent, long receipted, long refused, long unknown, long failed) {
            this(target, pending, sent, receipted, refused, unknown, failed, 0, 0);
        }
    }

    /**
     * @param target null for both
     * @param date null for all days
     * @param beforeBatch batches with a smaller id, newest first; {@link Long#MAX_VALUE} for the start
     * @param limit 1 to 200
     * @return with the first 20 packages of each; {@link #batch} tells more
     */
    List<BatchView> batches(@Nullable Target target, @Nullable LocalDate date, long beforeBatch, int limit);

    /** A batch with its first 1,000 packages. */
    Optional<BatchView> batch(long batchId);

    /** The batches packages are in, by package; packages that are not known are left out. */
    default Map<UUID, Long> batchesOf(Collection<UUID> packages) {
        return Map.of();
    }

    /** What was or is to be delivered of a complaint, by target and revision. */
    List<Delivery> of(RecordId id);

    /**
     * Seals what is due at a target for a business day now, a zero report if there is nothing, and starts pushing it. If
     * nothing is due and the day has a batch already, that is the answer: a zero report would deny it.
     * Returns when it is sealed; the push goes on in the background.
     */
    BatchView sealNow(Target target, LocalDate businessDate);

    List<TargetBalance> balances();

    /**
     * Whether calls to a platform go through (熔断).
     *
     * @param openUntil when a call may try again; null while they do
     * @param failures calls in a row that no word came of
     * @param lastFailure what the last of them came to; null if there never was one
     */
    record PlatformLine(
            Target target,
            Holding.Line line,
            @Nullable Instant openUntil,
            int failures,
            @Nullable String lastFailure) {}

    /** One per platform. */
    default List<PlatformLine> lines() {
        return List.of();
    }

    /** Where everything is that ever became due, per target and as of one moment; cheap however much that is. */
    default List<TargetBook> books() {
        return List.of();
    }
}
