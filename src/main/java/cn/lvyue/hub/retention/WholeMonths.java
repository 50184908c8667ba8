package cn.lvyue.hub.retention;

import cn.lvyue.hub.archive.BodyMonths;
import cn.lvyue.hub.archive.BodyMonths.Span;
import cn.lvyue.hub.retention.MonthStock.Beside;
import cn.lvyue.hub.retention.Retention.Item;
import cn.lvyue.hub.retention.Retention.Plan;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Months in which every body that a policy lets go is due: their bodies go at one stroke, listed and counted like those that go one by
 * one. The list and the stroke are one transaction, so that after a crash both are there or neither. Whatever does not fit leaves the
 * month to be taken body by body.
 */
@Component
class WholeMonths {
    private static final Set<Kind> BODIES = Set.of(Kind.MESSAGE_BODIES, Kind.EXCHANGE_BODIES);

    /** Statements, certificates and the like belong to no policy; so many bodies are put back at most. */
    private static final int MOST_STAYING = 2_000;

    private static final String DOCUMENT = "document";

    private final Policies policies;
    private final DestructionStore jobs;
    private final MonthStock stock;
    private final LegalHoldStore holds;
    private final BodyMonths months;
    private final TransactionTemplate transaction;
    private final Clock clock;

    WholeMonths(
            Policies policies,
            DestructionStore jobs,
            MonthStock stock,
            LegalHoldStore holds,
            BodyMonths months,
            TransactionTemplate transaction,
            Clock clock) {
        this.policies = policies;
        this.jobs = jobs;
        this.stock = stock;
        this.holds = holds;
        this.months = months;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Something is in the month that is not on the list; nothing of it may go at one stroke. */
    private static final class NotWhole extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Looks at the next month of the plan that runs. @return whether there was one and this node looked at it */
    boolean next() {
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> take()));
        } catch (NotWhole | CannotAcquireLockException leftToBatches) {
            return Boolean.TRUE.equals(transaction.execute(status -> pass()));
        }
    }

    private boolean take() {
        var plan = jobs.take();
        var month = plan.flatMap(this::month);
        return month.isPresent() && take(plan.orElseThrow(), month.get());
    }

    private boolean take(Plan plan, Span month) {
        if (mayStay(stock.notDue(plan.id(), month, policies.others(Kind.MESSAGE_BODIES), MOST_STAYING + 1))) {
            holds.keepOffOthers();
            if (!months.freeze(month)) {
                return false;
            }
            empty(plan, month);
        }
        jobs.lookedAt(plan.id(), month.digits(), clock.instant());
        return true;
    }

    /** Nobody writes the month any more, and no hold can be placed: what is found now is all there is. */
    private void empty(Plan plan, Span month) {
        long gone = stock.list(plan.id(), month, policies.others(Kind.MESSAGE_BODIES), clock.instant());
        var staying = stock.unlisted(plan.id(), month, MOST_STAYING + 1);
        if (!mayStay(staying) || staying.size() > gone) {
            throw new NotWhole();
        }
        if (gone > 0) {
            months.empty(month, staying.stream().map(Beside::messageId).toList(), "destruction " + plan.id());
        }
    }

    private boolean mayStay(List<Beside> bodies) {
        var never = neverDue();
        return bodies.size() <= MOST_STAYING
                && bodies.stream().allMatch(body -> body.kind() != null && never.contains(body.kind()));
    }

    /** Kinds that are kept for ever, as there is no policy for them or it says so. */
    private Set<String> neverDue() {
        var due = policies.all().stream()
                .filter(policy -> policy.period() != null)
                .map(Policies.Policy::kind)
                .collect(Collectors.toSet());
        var never = BODIES.stream()
                .filter(kind -> !due.contains(kind))
                .map(Kind::id)
                .collect(Collectors.toSet());
        never.add(DOCUMENT);
        return never;
    }

    private boolean pass() {
        var plan = jobs.take();
        var month = plan.flatMap(this::month);
        month.ifPresent(span -> jobs.lookedAt(plan.orElseThrow().id(), span.digits(), clock.instant()));
        return month.isPresent();
    }

    /** Months that began after the oldest thing that is due, and ended before the youngest. */
    private Optional<Span> month(Plan plan) {
        var items = plan.items().stream()
                .filter(item -> BODIES.contains(item.kind()) && !item.done())
                .toList();
        Optional<Instant> oldest =
                items.stream().flatMap(item -> Stream.ofNullable(item.oldest())).min(Comparator.naturalOrder());
        Optional<Instant> youngest = items.stream().map(Item::dueBefore).max(Comparator.naturalOrder());
        return oldest.flatMap(from -> months.next(jobs.monthsLookedAt(plan.id()), from, youngest.orElse(from)));
    }
}
