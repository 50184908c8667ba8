package cn.lvyue.hub.ops;

import cn.lvyue.hub.archive.Backlog;
import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.record.DueRule;
import cn.lvyue.hub.record.FeedId;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks whether what is due has come. Called by route {@code watch-arrivals}, every half minute, on every node: one judges at a
 * time. All it knows is in the database, so it may stop at any moment and take up where it was, days later if need be.
 */
@Component("arrivals")
class ArrivalsStep {
    private final Mappings mappings;
    private final ArrivalStore store;
    private final ArrivalJudge judge;
    private final Watching watching;
    private final TransactionTemplate transaction;

    ArrivalsStep(
            Mappings mappings,
            ArrivalStore store,
            ArrivalJudge judge,
            Watching watching,
            TransactionTemplate transaction) {
        this.mappings = mappings;
        this.store = store;
        this.judge = judge;
        this.watching = watching;
        this.transaction = transaction;
    }

    /** What the outcome of a look is told with. */
    @Component
    static class Watching {
        private final ArrivalAlarms alarms;
        private final Backlog backlog;
        private final Clock clock;

        Watching(ArrivalAlarms alarms, Backlog backlog, Clock clock) {
            this.alarms = alarms;
            this.backlog = backlog;
            this.clock = clock;
        }
    }

    void evaluate() {
        var now = watching.clock.instant();
        // Before the ledger is asked: a message that settles in between is then seen in one of the two.
        var oldest = watching.backlog.oldest();
        boolean judged = Boolean.TRUE.equals(transaction.execute(status -> judgeAll(now, oldest)));
        if (judged) {
            watching.alarms.tell(mappings.feeds(), rules().keySet(), oldest, now);
        }
    }

    private Map<FeedId, DueRule> rules() {
        var rules = new TreeMap<FeedId, DueRule>();
        mappings.feeds().forEach(feed -> mappings.due(feed).ifPresent(rule -> rules.put(feed, rule)));
        return rules;
    }

    private boolean judgeAll(Instant now, Map<FeedId, Instant> oldest) {
        if (!store.becomeOnlyJudge()) {
            return false;
        }
        var rules = rules();
        var watches = store.watches();
        watches.keySet().stream().filter(feed -> !rules.containsKey(feed)).forEach(this::stopWaiting);
        rules.forEach((feed, rule) -> {
            var since = since(feed, rule, watches.get(feed), now);
            judge.judge(feed, rule, since, now, oldest.get(feed));
        });
        return true;
    }

    private void stopWaiting(FeedId feed) {
        store.closeAll(feed);
        store.unwatch(feed);
        watching.alarms.noLongerWaitedFor(feed);
    }

    /** A rule that is new or changed holds from now on: nobody is late by a rule that did not exist. */
    private Instant since(FeedId feed, DueRule rule, ArrivalStore.@Nullable Watch watch, Instant now) {
        if (watch != null && watch.rule().equals(rule.toString())) {
            return watch.since();
        }
        store.closeAll(feed);
        store.watch(feed, rule.toString(), now);
        return now;
    }
}
