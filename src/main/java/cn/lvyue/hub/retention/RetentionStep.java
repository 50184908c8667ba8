package cn.lvyue.hub.retention;

import cn.lvyue.hub.record.Alarms;
import cn.lvyue.hub.record.Alarms.Alarm;
import cn.lvyue.hub.record.Alarms.Level;
import cn.lvyue.hub.record.Expiring;
import cn.lvyue.hub.record.Expiring.Destroyed;
import cn.lvyue.hub.retention.DestructionStore.Running;
import cn.lvyue.hub.retention.Policies.Policy;
import cn.lvyue.hub.retention.Retention.Plan;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries destructions out, bit by bit, and looks whether policy and stock agree. Called by routes {@code destroy} and
 * {@code watch-retention}.
 */
@Component("retention")
class RetentionStep {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String OVERDUE = "A180";
    private static final String STUCK = "A181";
    private static final String NOTHING_DONE = "A182";

    private final Policies policies;
    private final StockStore stock;
    private final DestructionStore jobs;
    private final LegalHoldStore holds;
    private final WholeMonths months;
    private final Certificate certificate;
    private final RetentionSettings settings;
    private final Map<String, Expiring> owners;
    private final Alarms alarms;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RetentionStep(
            Policies policies,
            StockStore stock,
            DestructionStore jobs,
            LegalHoldStore holds,
            WholeMonths months,
            Certificate certificate,
            RetentionSettings settings,
            List<Expiring> owners,
            Alarms alarms,
            TransactionTemplate transaction,
            Clock clock) {
        this.policies = policies;
        this.stock = stock;
        this.jobs = jobs;
        this.holds = holds;
        this.months = months;
        this.certificate = certificate;
        this.settings = settings;
        this.owners = owners.stream().collect(Collectors.toMap(Expiring::kind, Function.identity()));
        this.alarms = alarms;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Does the next few months or batches of what was started; another node's are left to it. */
    void work() {
        boolean more = true;
        for (int n = 0; n < settings.batchesAtOnce() && more; n++) {
            more = months.next() || batch();
        }
    }

    private boolean batch() {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var plan = jobs.take();
            plan.ifPresent(this::batch);
            return plan.isPresent();
        }));
    }

    private void batch(Plan plan) {
        var item = jobs.nextItem(plan.id());
        if (item.isEmpty()) {
            jobs.end(plan.id(), certificate.keep(plan, clock.instant()), clock.instant());
            return;
        }
        holds.keepOffOthers();
        destroy(plan.id(), item.get());
    }

    private void destroy(long job, Running running) {
        var kind = running.item().kind();
        var refs = stock.next(policy(running), running.item().dueBefore(), running.passed(), settings.batch());
        if (refs.isEmpty()) {
            jobs.itemDone(job, running.number());
            return;
        }
        var gone = owner(kind).destroy(refs);
        jobs.destroyed(job, kind, gone, clock.instant());
        jobs.progress(
                job,
                running.number(),
                refs.get(refs.size() - 1),
                gone.size(),
                gone.stream().mapToLong(Destroyed::bytes).sum(),
                clock.instant());
    }

    /** Feeds that had a policy of their own when it was planned have an item of their own: what is theirs is not another's. */
    private Policy policy(Running running) {
        var item = running.item();
        var others = item.feed() == null ? policies.others(item.kind()) : List.<String>of();
        return new Policy(item.kind(), item.feed(), others, null);
    }

    private Expiring owner(Kind kind) {
        var owner = owners.get(kind.id());
        if (owner == null) {
            throw new IllegalStateException("nobody keeps " + kind.id());
        }
        return owner;
    }

    /** The oldest there is against the policy, and what was started against what it did. */
    void check() {
        var now = clock.instant();
        policies.all().forEach(policy -> checkAge(policy, now));
        var stuck = jobs.stuckSince(now.minus(settings.stuckAfter()));
        if (stuck.isEmpty()) {
            alarms.clear(STUCK, "retention");
        } else {
            alarms.raise(new Alarm(
                    STUCK,
                    "retention",
                    Level.CRITICAL,
                    "销毁计划 %s 已开始但无进展".formatted(stuck),
                    "destruction %s was started and makes no progress".formatted(stuck)));
        }
        checkLast();
    }

    private void checkAge(Policy policy, Instant now) {
        var subject = policy.kind().id() + (policy.feed() == null ? "" : " " + policy.feed());
        var before = RetentionService.dueBefore(policy, now);
        var limit = before == null
                ? null
                : before.atZone(ZONE).minus(settings.grace()).toInstant();
        var due = limit == null ? null : stock.due(policy, limit);
        if (due == null || due.things() == 0) {
            alarms.clear(OVERDUE, subject);
            return;
        }
        alarms.raise(new Alarm(
                OVERDUE,
                subject,
                Level.WARNING,
                "%s 保存期限 %s，最早的一项为 %s，逾期未销毁 %d 项"
                        .formatted(policy.kind().zh(), policy.text(), day(due.oldest()), due.things()),
                "%s are kept for %s; the oldest is of %s, and %d are overdue"
                        .formatted(policy.kind().en(), policy.text(), day(due.oldest()), due.things())));
    }

    /** A destruction that ended and left what it was to take away did nothing, whatever it says. */
    private void checkLast() {
        var left = jobs.lastEnded().map(this::left).orElse(0L);
        if (left == 0) {
            alarms.clear(NOTHING_DONE, "retention");
            return;
        }
        alarms.raise(new Alarm(
                NOTHING_DONE,
                "retention",
                Level.CRITICAL,
                "最近一次销毁结束后仍有 %d 项应销毁而未销毁".formatted(left),
                "%d things are still there that the last destruction was to take away".formatted(left)));
    }

    private long left(Plan plan) {
        return plan.items().stream()
                .filter(item -> item.goneThings() == 0 && item.things() > 0)
                .mapToLong(item -> stock.due(policy(new Running(0, item, 0)), item.dueBefore())
                        .things())
                .sum();
    }

    private static String day(@Nullable Instant moment) {
        return moment == null ? "-" : moment.atZone(ZONE).toLocalDate().toString();
    }
}
