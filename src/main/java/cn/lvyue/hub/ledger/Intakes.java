package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Outcome;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers which messages came when, and sums of what became of them; days are those of Asia/Shanghai. */
public interface Intakes {

    /**
     * A message that came and could be read, or that the hub failed to handle, which is not its sender's fault.
     *
     * @param at when it was archived
     * @param records read from it so far; 0 is a zero report unless {@code failed}
     */
    record Came(long messageId, Instant at, int records, boolean failed) {}

    /**
     * The messages of a feed and channel, by the day they were archived on, and what became of their records.
     *
     * @param messages taken up, of which done, unreadable and failed have ended
     * @param seconds from archived to ended, summed over those that ended
     * @param outside of the parked: in order, but outside the standard's scope
     */
    record FeedSum(
            FeedId feed,
            Channel channel,
            long messages,
            long done,
            long unreadable,
            long failed,
            double seconds,
            long read,
            Map<Outcome, Long> counts,
            long outside) {}

    /** The records of all feeds whose messages were archived on one day, and what became of them. */
    record DaySum(LocalDate day, long read, Map<Outcome, Long> counts) {}

    /** How many records of a feed had a finding. @param field empty where it meant a whole record or message */
    record FindingSum(FeedId feed, String code, String field, long records) {}

    /** The first message of a feed archived in [from, to) that counts as having come. @param withRecords none that is empty */
    Optional<Came> first(FeedId feed, Instant from, @Nullable Instant to, boolean withRecords);

    /** The last such message archived from a moment on. */
    Optional<Came> last(FeedId feed, Instant from);

    /** How many messages of a feed archived in [from, to) could not be read. */
    int unreadable(FeedId feed, Instant from, @Nullable Instant to);

    /** Sums over all days. */
    List<FeedSum> sums();

    /** Sums over the days from the first to the last, both included. */
    List<FeedSum> sums(LocalDate from, LocalDate to);

    /** The days from the first to the last, both included, that have any, in order. */
    List<DaySum> days(LocalDate from, LocalDate to);

    /** Likewise for findings; the most frequent first in each feed. */
    List<FindingSum> findings(LocalDate from, LocalDate to);
}
