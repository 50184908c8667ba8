package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.Deliveries.PackageState;
import cn.lvyue.hub.record.Target;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A package as it was sealed, and how far it is; what the steps of the delivery routes hand on.
 *
 * @param no counts up; the hub's own key
 * @param id what the platform knows it by, in every attempt
 * @param packages in the whole batch when this one was made
 * @param supplement whether the batch makes up for a day that was missed (补报)
 * @param generatedAt when it was sealed; fixed, so that composing it again gives the same bytes
 * @param attempts to push, or to get receipts once it is sent; this one included
 * @param answers SM3 of the receipts last seen
 * @param piece whether its records were in another package before, and so were not looked at for newer ones when it was sealed
 * @param takenAt when this node took it up
 */
record SealedPackage(
        long no,
        UUID id,
        Target target,
        long batchId,
        String batchNo,
        LocalDate businessDate,
        int sequence,
        int packages,
        boolean zeroReport,
        boolean supplement,
        Counts counts,
        Instant generatedAt,
        PackageState state,
        int attempts,
        @Nullable Instant sentAt,
        @Nullable String answers,
        Trouble trouble,
        boolean piece,
        Instant takenAt) {

    /** How many records, and of which kind. */
    record Counts(int records, int added, int changed, int removed) {}

    /** Answers of the kind 5xx in a row to this package, and since when. */
    record Trouble(int faults, @Nullable Instant since) {}

    UUID packageId() {
        return id;
    }

    @Override
    public String toString() {
        return "package " + id + " (" + batchNo + " no. " + sequence + ")";
    }
}
