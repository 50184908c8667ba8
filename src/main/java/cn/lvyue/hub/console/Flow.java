package cn.lvyue.hub.console;

import cn.lvyue.hub.delivery.TargetBook;
import cn.lvyue.hub.ledger.Ledger.FeedBalance;
import cn.lvyue.hub.ops.HubStatus;
import cn.lvyue.hub.record.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * The picture of the flow: feeds on the left, the ledger in the middle, platforms on the right, and where their boxes and lines
 * are, in units of the drawing.
 *
 * @param height of the drawing
 * @param middle of the ledger's box, counted from the top
 */
record Flow(List<Source> sources, List<Platform> platforms, Sums sums, int height, int middle) {
    private static final int ROW = 54;
    private static final int PLATFORM = 118;
    private static final int LEAST = 260;

    /** @param y top of the box */
    record Source(FeedBalance feed, long waiting, int y) {
        public long count(String outcome) {
            return feed.counts().getOrDefault(Outcome.valueOf(outcome), 0L);
        }

        public int middle() {
            return y + ROW / 2 - 4;
        }
    }

    record Platform(TargetBook book, int y) {
        public int middle() {
            return y + PLATFORM / 2 - 8;
        }
    }

    /** Records of all feeds, by what became of them. */
    record Sums(
            long read,
            long accepted,
            long updated,
            long duplicate,
            long stale,
            long rejected,
            long parked,
            long conflict,
            long waiting) {}

    static Flow of(HubStatus status) {
        int height = Math.max(
                LEAST, Math.max(status.feeds().size() * ROW, status.books().size() * PLATFORM));
        return new Flow(sources(status, height), platforms(status, height), sums(status), height, height / 2);
    }

    private static List<Source> sources(HubStatus status, int height) {
        var sources = new ArrayList<Source>();
        int y = (height - status.feeds().size() * ROW) / 2;
        for (var feed : status.feeds()) {
            sources.add(new Source(feed, status.waiting().getOrDefault(feed.feed(), 0L), y));
            y += ROW;
        }
        return sources;
    }

    private static List<Platform> platforms(HubStatus status, int height) {
        var platforms = new ArrayList<Platform>();
        int y = (height - status.books().size() * PLATFORM) / 2;
        for (var book : status.books()) {
            platforms.add(new Platform(book, y));
            y += PLATFORM;
        }
        return platforms;
    }

    private static Sums sums(HubStatus status) {
        return new Sums(
                status.feeds().stream().mapToLong(FeedBalance::read).sum(),
                all(status, Outcome.ACCEPTED),
                all(status, Outcome.UPDATED),
                all(status, Outcome.DUPLICATE),
                all(status, Outcome.STALE),
                all(status, Outcome.REJECTED),
                all(status, Outcome.PARKED),
                all(status, Outcome.CONFLICT),
                status.waitingMessages());
    }

    private static long all(HubStatus status, Outcome outcome) {
        return status.feeds().stream()
                .mapToLong(feed -> feed.counts().getOrDefault(outcome, 0L))
                .sum();
    }
}
