package cn.lvyue.hub.ops;

import cn.lvyue.hub.delivery.Deliveries;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.record.Target;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Plays all samples through the hub, feed by feed, has the day's batch pushed to the provincial platform and waits for the
 * receipts. What an earlier start played is not played again; then nothing is pushed either.
 */
final class TrialRun {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Set<MessageStatus> SETTLED =
            EnumSet.of(MessageStatus.DONE, MessageStatus.UNREADABLE, MessageStatus.FAILED);
    private static final Set<Deliveries.BatchState> ENDED =
            EnumSet.of(Deliveries.BatchState.RECEIPTED, Deliveries.BatchState.PARTLY, Deliveries.BatchState.FAILED);
    private static final int NEWEST_BATCHES = 50;

    private final Samples samples;
    private final SamplePlayer player;
    private final HubViews views;
    private final TrialReport report;
    private final Clock clock;

    /** The read models the trial looks at. */
    record HubViews(Ledger ledger, Deliveries deliveries, StatusService status) {}

    TrialRun(Samples samples, SamplePlayer player, HubViews views, TrialReport report, Clock clock) {
        this.samples = samples;
        this.player = player;
        this.views = views;
        this.report = report;
        this.clock = clock;
    }

    /** Never throws for a reason of the surroundings: says what failed, and prints the summary as far as it goes. */
    void run(Duration patience) {
        boolean kept = false;
        try {
            kept = views.status().now().feeds().stream().anyMatch(feed -> feed.messages() > 0);
            int played = playAll(patience);
            if (played > 0) {
                deliver(patience);
            }
            report.summary(views.status().now(), kept, played);
        } catch (IOException | RuntimeException failed) {
            report.failed(failed);
        }
    }

    /** @return how many samples were new */
    private int playAll(Duration patience) throws IOException {
        // The archive keeps microseconds, this clock may count finer: a new message must not look older than the start.
        Instant start = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        int played = 0;
        var feeds = samples.feeds();
        for (int i = 0; i < feeds.size() && !Thread.currentThread().isInterrupted(); i++) {
            played += play(feeds.get(i), start, patience);
        }
        return played;
    }

    private int play(FeedId feed, Instant start, Duration patience) throws IOException {
        var fresh = new ArrayList<Message>();
        for (var sample : samples.of(feed)) {
            try {
                var message = player.play(sample);
                if (!message.receivedAt().isBefore(start)) {
                    fresh.add(message);
                }
            } catch (RuntimeException refused) {
                report.sampleFailed(sample, refused);
            }
        }
        if (!fresh.isEmpty()) {
            report.playing(feed, fresh.size());
            var open = Polling.until(patience, () -> unsettled(fresh), Collection::isEmpty);
            report.stillOpen(feed, open.size());
        }
        return fresh.size();
    }

    private List<Message> unsettled(List<Message> messages) {
        return messages.stream().filter(message -> !isSettled(message)).toList();
    }

    private boolean isSettled(Message message) {
        return views.ledger()
                .account(message.id())
                .filter(account -> SETTLED.contains(account.status()))
                .isPresent();
    }

    private void deliver(Duration patience) {
        var deliveries = views.deliveries();
        var today = LocalDate.ofInstant(clock.instant(), ZONE);
        var batch = deliveries.sealNow(Target.PROVINCIAL, today);
        report.sealed(batch);
        boolean receipted = Polling.until(patience, this::allReceipted, Boolean::booleanValue);
        if (!receipted) {
            report.receiptsMissing();
        }
    }

    private boolean allReceipted() {
        var deliveries = views.deliveries();
        boolean nothingPending = deliveries.balances().stream().allMatch(balance -> balance.pending() == 0);
        return nothingPending
                && deliveries.batches(null, null, Long.MAX_VALUE, NEWEST_BATCHES).stream()
                        .allMatch(batch -> ENDED.contains(batch.state()));
    }
}
