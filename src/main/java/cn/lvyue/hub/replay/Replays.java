package cn.lvyue.hub.replay;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.ReplayEffect;
import cn.lvyue.hub.record.Target;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Plans replays, runs them, and tells what became of them. A replay is named by its id; every deed has an author. */
public interface Replays {

    /** What is done again. */
    enum Mode {
        /** The archived bytes through today's mapping and rules. */
        REPROCESS,
        /** Packages to their platform, under their old identity. */
        REDELIVER,
        /** A new revision of records, with values a person gives. */
        CORRECT
    }

    /** How far a replay is. */
    enum State {
        PLANNING,
        PLANNED,
        RUNNING,
        PAUSED,
        /** By the hub itself, which says why; may be resumed. */
        STOPPED,
        CANCELLED,
        /** All is done here, and a platform has not yet said what it makes of it. */
        WAITING_FOR_RECEIPTS,
        /** All is done, and every platform concerned has answered. */
        DONE
    }

    /**
     * What is to be done again. Whatever is given narrows the choice, but lists of one kind are added up.
     *
     * @param messageIds inbound exchanges, whole
     * @param packageIds outbound exchanges
     * @param feed narrows filters, and names the feed of {@code sourceRecordNos}
     * @param receivedFrom inclusive; {@code receivedTo} exclusive
     */
    record Selection(
            List<Long> messageIds,
            List<UUID> packageIds,
            @Nullable FeedId feed,
            @Nullable Instant receivedFrom,
            @Nullable Instant receivedTo,
            @Nullable MessageStatus status,
            @Nullable Outcome outcome,
            @Nullable String finding,
            @Nullable Target target,
            @Nullable String deliveryState,
            List<String> recordIds,
            List<String> sourceRecordNos) {
        public Selection {
            messageIds = List.copyOf(messageIds);
            packageIds = List.copyOf(packageIds);
            recordIds = List.copyOf(recordIds);
            sourceRecordNos = List.copyOf(sourceRecordNos);
        }

        boolean byList() {
            return !messageIds.isEmpty() || !packageIds.isEmpty() || !recordIds.isEmpty() || !sourceRecordNos.isEmpty();
        }

        boolean byRecord() {
            return outcome != null || finding != null || target != null || deliveryState != null;
        }

        public boolean isEmpty() {
            return !byList()
                    && !byRecord()
                    && feed == null
                    && receivedFrom == null
                    && receivedTo == null
                    && status == null;
        }
    }

    /**
     * @param changes for {@link Mode#CORRECT}: values by field id, an empty text to remove one
     * @param dryRun for a plan that cannot be started
     * @param rate records a second, 0 for as fast as it goes; null for the configured one
     * @param maxFailureRate 0 to 1; null for the configured one
     */
    record Request(
            Mode mode,
            Selection select,
            Map<String, String> changes,
            String reason,
            boolean dryRun,
            @Nullable Integer rate,
            @Nullable Double maxFailureRate) {
        public Request {
            changes = Map.copyOf(changes);
        }
    }

    /** Why some records or exchanges cannot be done again. @param why in both languages, or a finding's code */
    record Impossible(String why, long records) {}

    /** @param mapping the version of the mapping; {@code pack} the standard pack */
    record ReadWith(FeedId feed, String mapping, String pack) {}

    /**
     * What a replay would do.
     *
     * @param records all of them, of which the next four
     * @param alreadyReceipted of all, those whose present revision a platform has receipted
     */
    record Plan(
            long records,
            long added,
            long changed,
            long unchanged,
            long impossible,
            long alreadyReceipted,
            long packages,
            Map<Outcome, Long> outcomes,
            List<Impossible> why,
            List<ReadWith> readWith) {}

    /** What a platform has said of the revisions a replay made, or of the packages it delivered again. */
    record Answers(Target target, Map<String, Long> states) {}

    /** @param done records done so far, of which the next four; {@code unplanned} otherwise than planned */
    record Progress(
            long done,
            long added,
            long changed,
            long unchanged,
            long impossible,
            long unplanned,
            Map<Outcome, Long> outcomes,
            List<Answers> answers) {}

    record Event(
            Instant at,
            String author,
            String action,
            @Nullable String detail) {}

    /** A replay. @param note why it stands still */
    record View(
            long id,
            Mode mode,
            State state,
            String reason,
            String author,
            boolean dryRun,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            boolean needsApproval,
            @Nullable String approvedBy,
            @Nullable String note,
            @Nullable Plan plan,
            @Nullable Progress progress,
            List<Event> events) {}

    /** How far a revision is at a platform, as {@link Answers} count it. */
    record Answer(
            Target target,
            String state,
            @Nullable UUID packageId,
            @Nullable String platformId,
            @Nullable String code,
            @Nullable String message) {}

    /**
     * One record of a replay.
     *
     * @param planned what the plan said; null while there is none
     * @param effect what it was; null while it is not done
     * @param revision the revision it made, or would make
     */
    record Item(
            long messageId,
            int row,
            String sourceRecordNo,
            @Nullable ReplayEffect planned,
            @Nullable ReplayEffect effect,
            @Nullable Outcome outcome,
            @Nullable RecordId recordId,
            @Nullable Integer revision,
            List<Finding> findings,
            List<Answer> answers) {}

    /**
     * A package that is delivered again.
     *
     * @param planned CHANGED if it is delivered again, UNCHANGED if it is receipted already, IMPOSSIBLE if it cannot be
     * @param why a finding's code, where it cannot be
     * @param done whether it is its platform's business again
     * @param state of the package now, as the platform has it
     */
    record Redelivery(
            UUID packageId,
            Target target,
            long records,
            ReplayEffect planned,
            @Nullable String why,
            boolean done,
            String state,
            long receipted,
            long refused) {}

    /** A replay that made something of a message or record. */
    record Link(long replay, Mode mode, String author, String reason, Instant at, long records) {}

    /** What became of a deed. */
    enum Done {
        DONE,
        UNKNOWN,
        /** The replay is not in a state for it. */
        NOT_NOW,
        /** It was only a plan. */
        DRY,
        /** A second person has to approve first. */
        NOT_APPROVED,
        /** The second person must not be the first. */
        SAME_PERSON
    }

    /** Begins a plan; it is made in the background. @return the replay's id */
    long plan(Request request, String author);

    Optional<View> view(long id);

    /** Without progress and events, newest first. @param before ids below; @param limit 1 to 200 */
    List<View> list(long before, int limit);

    /** In the order of messages and rows. @param limit 1 to 1,000 */
    List<Item> items(long id, long afterMessage, int afterRow, int limit);

    /** In the order of their ids. @param after ids above; null from the first */
    List<Redelivery> packages(long id, @Nullable UUID after, int limit);

    Done start(long id, String author);

    Done approve(long id, String author);

    Done pause(long id, String author);

    Done resume(long id, String author);

    Done cancel(long id, String author);

    /** Replays that did a message again, newest first, at most 100. */
    List<Link> ofMessage(long messageId);

    /** Replays that delivered any of these packages again, newest first, at most 100. */
    List<Link> ofPackages(Collection<UUID> packages);

    /** Who replayed what made a revision. */
    Optional<Link> link(long id);

    /**
     * Messages that have an outcome, oldest first, to be read without effect.
     *
     * @param feed null for all
     * @param after messages with a larger id
     */
    List<Message> archived(@Nullable FeedId feed, Instant from, long after, int limit);

    /** How many messages {@link #archived} tells in all. */
    long countArchived(@Nullable FeedId feed, Instant from);

    /** The latest messages of a feed that have an outcome, newest first. */
    List<Message> latest(FeedId feed, int limit);
}
