package cn.lvyue.hub.retention;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** For how long what is kept, what is due, and its destruction: planned by one, approved by another. */
public interface Retention {

    /** Where a destruction stands. */
    enum State {
        PLANNED,
        APPROVED,
        RUNNING,
        DONE,
        CANCELLED
    }

    /** Whether something could be done. */
    enum Done {
        DONE,
        UNKNOWN,
        NOT_NOW,
        SAME_PERSON,
        NOTHING_TO_SIGN_WITH
    }

    /**
     * What a policy finds.
     *
     * @param feed none for all that have no policy of their own
     * @param period ISO 8601, or {@code never}
     * @param least ISO 8601
     * @param oldest of all that are there
     * @param due that are of age and not held; {@code bytes} of these
     * @param held that are of age and held
     */
    record Stock(
            Kind kind,
            @Nullable String feed,
            String period,
            String least,
            @Nullable Instant oldest,
            long due,
            long bytes,
            @Nullable Instant oldestDue,
            long held) {}

    /** A kind and feed of a plan. @param things as planned; {@code gone} so far */
    record Item(
            Kind kind,
            @Nullable String feed,
            String period,
            Instant dueBefore,
            long things,
            long bytes,
            @Nullable Instant oldest,
            long held,
            long goneThings,
            long goneBytes,
            boolean done) {}

    /** @param certificate the id under which the archive has it */
    record Plan(
            long id,
            State state,
            String author,
            String reason,
            Instant createdAt,
            @Nullable String approvedBy,
            @Nullable Instant approvedAt,
            @Nullable String startedBy,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Long certificate,
            @Nullable String certificateDigest,
            @Nullable String signature,
            List<Item> items) {}

    /** What a hold is on. */
    enum Scope {
        RECORD,
        MESSAGE,
        FEED,
        PERIOD
    }

    /**
     * What must not be destroyed.
     *
     * @param recordId the counter in the record's number; {@code recordName} the number
     * @param from of a feed or period: received from here on; {@code until} excluded
     * @param reference the case or letter that asks for it
     */
    record HoldRequest(
            Scope scope,
            @Nullable String feed,
            @Nullable Long messageId,
            @Nullable Long recordId,
            @Nullable String recordName,
            @Nullable Instant from,
            @Nullable Instant until,
            String reason,
            String reference) {}

    record Hold(
            long id,
            HoldRequest what,
            String placedBy,
            Instant placedAt,
            @Nullable String releasedBy,
            @Nullable Instant releasedAt,
            @Nullable String releaseReason) {}

    /** Every policy with what it finds now. Reads the tables: takes a while where much is kept. */
    List<Stock> stock();

    /** Writes down what is due now; destroys nothing. */
    Plan plan(String reason, String author);

    /** Newest first. @param before older ones than this id only */
    List<Plan> plans(long before, int limit);

    Optional<Plan> plan(long id);

    /** A second person's word. */
    Done approve(long id, String by);

    /** From now on it is destroyed, bit by bit, in the background. */
    Done run(long id, String by);

    /** Ends a plan that was not started; one that runs stops where it is, and what is gone is certified. */
    Done cancel(long id, String by);

    /** Places a hold; whatever runs keeps off from its next batch on. */
    Hold place(HoldRequest request, String by);

    /** Open ones, or all of them, newest first. */
    List<Hold> holds(boolean openOnly, long before, int limit);

    /** By another person than who placed it. */
    Done release(long id, String reason, String by);

    /** Whether a message's body was destroyed, and by which plan. */
    Optional<Long> destroyedBy(long messageId);
}
