package cn.lvyue.hub.retention;

import cn.lvyue.hub.retention.Policies.Policy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Policy against stock; plans and holds as people make them. */
@Component
@EnableConfigurationProperties(RetentionSettings.class)
class RetentionService implements Retention {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Policies policies;
    private final StockStore stock;
    private final DestructionStore jobs;
    private final LegalHoldStore holds;
    private final Certificate certificate;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RetentionService(
            Policies policies,
            StockStore stock,
            DestructionStore jobs,
            LegalHoldStore holds,
            Certificate certificate,
            TransactionTemplate transaction,
            Clock clock) {
        this.policies = policies;
        this.stock = stock;
        this.jobs = jobs;
        this.holds = holds;
        this.certificate = certificate;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What is older than this is of age; none for a policy that keeps for ever. */
    static @Nullable Instant dueBefore(Policy policy, Instant now) {
        return policy.period() == null
                ? null
                : now.atZone(ZONE).minus(policy.period()).toInstant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public List<Stock> stock() {
        var now = clock.instant();
        return policies.all().stream().map(policy -> stock(policy, now)).toList();
    }

    private Stock stock(Policy policy, Instant now) {
        var before = dueBefore(policy, now);
        var due = before == null ? new StockStore.Due(0, 0, null, 0) : stock.due(policy, before);
        return new Stock(
                policy.kind(),
                policy.feed(),
                policy.text(),
                policy.kind().least().toString(),
                stock.oldest(policy),
                due.things(),
                due.bytes(),
                due.oldest(),
                due.held());
    }

    @Override
    public Plan plan(String reason, String author) {
        long id = Objects.requireNonNull(transaction.execute(status -> {
            var now = clock.instant();
            long job = jobs.add(author, reason, now);
            int number = 0;
            for (var policy : policies.all()) {
                var before = dueBefore(policy, now);
                if (before != null) {
                    var due = stock.due(policy, before);
                    if (due.things() > 0 || due.held() > 0) {
                        jobs.addItem(job, ++number, item(policy, before, due));
                    }
                }
            }
            return job;
        }));
        return jobs.find(id).orElseThrow();
    }

    private static Item item(Policy policy, Instant before, StockStore.Due due) {
        return new Item(
                policy.kind(),
                policy.feed(),
                policy.text(),
                before,
                due.things(),
                due.bytes(),
                due.oldest(),
                due.held(),
                0,
                0,
                false);
    }

    @Override
    public List<Plan> plans(long before, int limit) {
        return jobs.list(before, limit);
    }

    @Override
    public Optional<Plan> plan(long id) {
        return jobs.find(id);
    }

    @Override
    public Done approve(long id, String by) {
        if (jobs.approve(id, by, clock.instant())) {
            return Done.DONE;
        }
        return jobs.find(id)
                .map(plan -> plan.state() == State.PLANNED ? Done.SAME_PERSON : Done.NOT_NOW)
                .orElse(Done.UNKNOWN);
    }

    @Override
    public Done run(long id, String by) {
        if (!certificate.canSign()) {
            return Done.NOTHING_TO_SIGN_WITH;
        }
        return jobs.start(id, by, clock.instant()) ? Done.DONE : unknownOrNotNow(id);
    }

    @Override
    public Done cancel(long id, String by) {
        boolean done = Boolean.TRUE.equals(transaction.execute(status -> jobs.cancel(id, by, clock.instant())));
        return done ? Done.DONE : unknownOrNotNow(id);
    }

    private Done unknownOrNotNow(long id) {
        return jobs.find(id).isPresent() ? Done.NOT_NOW : Done.UNKNOWN;
    }

    @Override
    public Hold place(HoldRequest request, String by) {
        return holds.find(holds.place(request, by, clock.instant())).orElseThrow();
    }

    @Override
    public List<Hold> holds(boolean openOnly, long before, int limit) {
        return holds.list(openOnly, before, limit);
    }

    @Override
    public Done release(long id, String reason, String by) {
        if (holds.release(id, reason, by, clock.instant())) {
            return Done.DONE;
        }
        return holds.find(id)
                .map(hold -> hold.releasedAt() == null ? Done.SAME_PERSON : Done.NOT_NOW)
                .orElse(Done.UNKNOWN);
    }

    @Override
    public Optional<Long> destroyedBy(long messageId) {
        return jobs.destroyedBy(Kind.MESSAGE_BODIES.id(), messageId);
    }
}
