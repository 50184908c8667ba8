package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.Target;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds deliveries back and lets them go (暂缓、放行), and tells how each platform stands. */
public interface Holding {

    /**
     * Who decided something, and why; neither is blank.
     *
     * @param author who was logged in
     * @param forWhom whom the author named as the one it is done for; null for nobody
     */
    record Decision(String author, @Nullable String forWhom, String reason) {
        public Decision(String author, String reason) {
            this(author, null, reason);
        }
    }

    /** One thing held: the whole target, or a batch or a record of it. @param recordId the number inside the complaint number */
    record Hold(
            Target target,
            @Nullable Long batchId,
            @Nullable Long recordId,
            String reason,
            String author,
            @Nullable String forWhom,
            Instant at) {}

    /** CLOSED: calls go through. OPEN: none do. HALF_OPEN: one may try. */
    enum Line {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    /** A remark about what a platform said, see the catalogue of findings. @param packageId the hub's or the unknown one's, in the detail */
    record Remark(String code, String detail, Instant firstAt, Instant lastAt, int times) {}

    /**
     * How one platform stands.
     *
     * @param hold of the whole target; null when it is not held
     * @param line whether calls go through
     * @param openUntil when a call may try again
     * @param failures calls in a row that no word came of
     * @param sending whether a send window is open now; without windows always
     * @param lastDay the last business day that has its daily batch; null before the first
     * @param holds of batches and records, newest first, at most 100
     * @param remarks that belong to no package, newest first, at most 20
     */
    record TargetView(
            Target target,
            @Nullable Hold hold,
            Line line,
            @Nullable Instant openUntil,
            int failures,
            @Nullable String lastFailure,
            @Nullable Instant lastFailedAt,
            @Nullable Instant lastAcceptedAt,
            boolean sending,
            @Nullable LocalDate lastDay,
            List<Hold> holds,
            List<Remark> remarks) {}

    List<TargetView> targets();

    /** Sealing and receipts go on; nothing is sent. Holding what is held already leaves it as it is. */
    Hold hold(Target target, Decision decision);

    /** @return false if it was not held */
    boolean release(Target target, Decision decision);

    /** Packages of the batch that are not sent yet stay. @return empty if there is no such batch */
    Optional<Hold> holdBatch(long batchId, Decision decision);

    /** @return false if it was not held */
    boolean releaseBatch(long batchId, Decision decision);

    /**
     * Keeps all revisions of a record back, the one in a sealed package too if that was never sent: the package is then sent
     * without it, under a new identity.
     *
     * @return whether a revision is beyond reach, because it was sent already
     */
    boolean holdRecord(Target target, RecordId record, Decision decision);

    /** The latest revision goes with the next batch. @return false if it was not held */
    boolean releaseRecord(Target target, RecordId record, Decision decision);
}
