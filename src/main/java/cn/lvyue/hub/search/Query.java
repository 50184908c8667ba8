package cn.lvyue.hub.search;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.record.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A search: all that is given has to hold. Made by {@link #of}.
 *
 * @param from received at or after
 * @param to received before
 * @param terms of the content, folded: each has to occur
 * @param organisation part of the name of complainant or respondent, folded, likewise
 * @param sender a feed, a platform, or {@code hub}
 * @param after where the page before ended
 */
public record Query(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String feed,
        @Nullable Channel channel,
        @Nullable Integer direction,
        @Nullable MessageStatus state,
        @Nullable Outcome outcome,
        @Nullable String finding,
        @Nullable Long message,
        @Nullable Long record,
        @Nullable String sourceNo,
        @Nullable String complainantCode,
        @Nullable String respondentCode,
        List<String> organisation,
        List<String> terms,
        @Nullable String batch,
        @Nullable String packageId,
        @Nullable String platformId,
        @Nullable String sender,
        @Nullable String digest,
        Cursor after,
        int limit)
        implements Asked {
    /** So much at most on one page. */
    public static final int PAGE = 500;

    public static final int PAGE_DEFAULT = 50;

    /** The names of all criteria. */
    public static final List<String> CRITERIA = List.of(
            "from",
            "to",
            "feed",
            "channel",
            "direction",
            "state",
            "outcome",
            "finding",
            "message",
            "record",
            "sourceNo",
            "complainantCode",
            "respondentCode",
            "org",
            "q",
            "batch",
            "package",
            "platformId",
            "sender",
            "digest",
            "after",
            "limit");

    /** @param words by the names in {@link #CRITERIA}; others are not looked at */
    public static Asked of(Map<String, String> words) {
        return new Reading(words).read();
    }

    /** Whether it asks for something of a source record, rather than of messages alone. */
    boolean isOfRecords() {
        return outcome != null
                || finding != null
                || record != null
                || sourceNo != null
                || complainantCode != null
                || respondentCode != null
                || platformId != null
                || !organisation.isEmpty()
                || !terms.isEmpty();
    }

    boolean readsContent() {
        return complainantCode != null || respondentCode != null || !organisation.isEmpty() || !terms.isEmpty();
    }
}
