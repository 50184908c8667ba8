package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.record.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers what came from one source lately, message by message. */
public interface SourceHistory {
    /** A message that was taken up. @param seconds from archived to settled; null while it is not */
    record Recent(
            long messageId,
            Instant receivedAt,
            MessageStatus status,
            int read,
            Map<Outcome, Integer> counts,
            @Nullable Double seconds) {}

    /** What a message has to show. */
    enum Shows {
        /** At least one record, all accepted or updated. */
        ALL_IN_ORDER,
        /** A record known already. */
        DUPLICATE,
        /** Whatever came of it, it was read to its end. */
        ANYTHING
    }

    /** What went back since a moment, and one that came again in order. */
    record GoneBack(
            long returned,
            long corrected,
            @Nullable Long example,
            @Nullable Long correctedBy) {}

    /** Messages archived before a moment, the newest first. */
    List<Recent> latest(FeedId feed, Instant before, int limit);

    /** The first message archived since a moment that is done and shows something, with at least so many records. */
    Optional<Recent> first(FeedId feed, Instant since, Shows shows, int records);

    GoneBack goneBack(FeedId feed, Instant since);
}
