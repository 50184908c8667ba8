package cn.lvyue.hub.ops;

import cn.lvyue.hub.delivery.Deliveries.PlatformLine;
import cn.lvyue.hub.delivery.Deliveries.TargetBalance;
import cn.lvyue.hub.delivery.TargetBook;
import cn.lvyue.hub.ledger.Ledger.FeedBalance;
import cn.lvyue.hub.record.FeedId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The balance of the hub at one moment.
 *
 * @param books where everything due at a target is
 * @param lines whether calls to each platform go through
 * @param waiting messages archived and not yet settled, by feed
 */
public record HubStatus(
        Instant at,
        List<FeedBalance> feeds,
        List<TargetBalance> targets,
        List<TargetBook> books,
        List<PlatformLine> lines,
        Map<FeedId, Long> waiting) {

    /** All messages that wait. */
    public long waitingMessages() {
        return waiting.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Whether every source record that was read has exactly one outcome, in every feed, and everything due at a target is in
     * exactly one place on its way.
     */
    public boolean closes() {
        return feeds.stream().allMatch(HubStatus::closes) && books.stream().allMatch(TargetBook::closes);
    }

    /** Whether what was read of a feed is the sum of its outcomes. */
    public static boolean closes(FeedBalance feed) {
        return feed.read()
                == feed.counts().values().stream().mapToLong(Long::longValue).sum();
    }
}
