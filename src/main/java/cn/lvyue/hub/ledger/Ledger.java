package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers what became of messages and records. Lists are paged by key and come in a fixed order. */
public interface Ledger {

    /**
     * How a message went.
     *
     * @param counts one number per outcome, all outcomes present
     * @param findings of the message as a whole
     * @param failure why processing failed, for {@link MessageStatus#FAILED}
     */
    record Account(
            MessageStatus status,
            int read,
            Map<Outcome, Integer> counts,
            List<Finding> findings,
            @Nullable String failure) {}

    /**
     * What became of one source record.
     *
     * @param recordId the complaint it belongs to; none for a rejected one
     * @param revision the revision it made; none when it made none
     * @param duplicateOf for a duplicate told by another feed: the leading complaint
     */
    record Entry(
            int row,
            String place,
            String sourceRecordNo,
            @Nullable RecordId recordId,
            @Nullable Integer revision,
            Outcome outcome,
            @Nullable RecordId duplicateOf,
            List<Finding> findings) {}

    /**
     * One revision of a complaint, with its fields as stored JSON.
     *
     * @param messageId where it was read from, or where the revision came from that a person made it out of
     * @param replay the replay that made it; null for what came in
     */
    record Revision(
            int revision,
            Instant at,
            long messageId,
            int row,
            Standing standing,
            byte[] fields,
            @Nullable Long replay) {
        /** What came in. */
        public Revision(int revision, Instant at, long messageId, int row, Standing standing, byte[] fields) {
            this(revision, at, messageId, row, standing, fields, null);
        }
    }

    /**
     * A complaint as the hub knows it.
     *
     * @param outcome of the source record that made the current revision
     * @param links other complaints of the same matter, with why
     */
    record KnownRecord(
            RecordId recordId, FeedId feed, String sourceRecordNo, int revision, Outcome outcome, List<Link> links) {}

    record Link(RecordId recordId, String why) {}

    /**
     * One source record that concerned a complaint, for its trail.
     *
     * @param messageId where it came in
     */
    record Sighting(long messageId, FeedId feed, Instant at, Entry entry) {}

    /** What the records of a message were read with: the mapping's version, the standard pack and its version. */
    record ReadWith(String mapping, String pack) {}

    /** Sums per feed over all messages. */
    record FeedBalance(FeedId feed, long messages, long read, Map<Outcome, Long> counts) {}

    /** Empty while the message is archived but not taken up. */
    Optional<Account> account(long messageId);

    /** Empty while the message is not taken up. */
    Optional<ReadWith> readWith(long messageId);

    /**
     * @param outcome only this outcome, or null for all
     * @param afterRow rows after this one; 0 for the start
     * @param limit 1 to 1,000
     */
    List<Entry> entries(long messageId, @Nullable Outcome outcome, int afterRow, int limit);

    Optional<KnownRecord> record(RecordId id);

    /** A complaint by the text of its number; empty if there is none. */
    Optional<KnownRecord> record(String recordId);

    /** A complaint by its feed and the upstream system's number. */
    Optional<KnownRecord> record(FeedId feed, String sourceRecordNo);

    List<Revision> revisions(RecordId id);

    /** Every source record that concerned a complaint, oldest first, at most 1,000 after the given message. */
    List<Sighting> sightings(RecordId id, long afterMessage);

    List<FeedBalance> balances();
}
