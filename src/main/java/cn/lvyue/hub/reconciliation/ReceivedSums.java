package cn.lvyue.hub.reconciliation;

import cn.lvyue.hub.ledger.Intakes;
import cn.lvyue.hub.ledger.Intakes.FeedSum;
import cn.lvyue.hub.reconciliation.Statement.Received;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Outcome;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What came on a day and what became of it, by source: the ledger's running sums, channels added up. */
@Component
class ReceivedSums {
    private final Intakes intakes;

    ReceivedSums(Intakes intakes) {
        this.intakes = intakes;
    }

    List<Received> of(LocalDate day, @Nullable FeedId feed) {
        var byFeed = new TreeMap<String, Received>();
        intakes.sums(day, day).stream()
                .filter(sum -> feed == null || sum.feed().equals(feed))
                .map(ReceivedSums::received)
                .forEach(one -> byFeed.merge(one.feed(), one, ReceivedSums::plus));
        return List.copyOf(byFeed.values());
    }

    private static Received received(FeedSum sum) {
        return closed(new Received(
                sum.feed().value(),
                sum.messages(),
                sum.unreadable(),
                sum.failed(),
                sum.read(),
                count(sum, Outcome.ACCEPTED),
                count(sum, Outcome.UPDATED),
                count(sum, Outcome.DUPLICATE),
                count(sum, Outcome.STALE),
                count(sum, Outcome.CONFLICT),
                count(sum, Outcome.REJECTED),
                count(sum, Outcome.PARKED),
                false));
    }

    private static long count(FeedSum sum, Outcome outcome) {
        return sum.counts().getOrDefault(outcome, 0L);
    }

    private static Received plus(Received a, Received b) {
        return closed(new Received(
                a.feed(),
                a.messages() + b.messages(),
                a.unreadable() + b.unreadable(),
                a.failed() + b.failed(),
                a.read() + b.read(),
                a.accepted() + b.accepted(),
                a.updated() + b.updated(),
                a.duplicate() + b.duplicate(),
                a.stale() + b.stale(),
                a.conflict() + b.conflict(),
                a.rejected() + b.rejected(),
                a.parked() + b.parked(),
                false));
    }

    private static Received closed(Received sum) {
        boolean closes = sum.read()
                == sum.accepted()
                        + sum.updated()
                        + sum.duplicate()
                        + sum.stale()
                        + sum.conflict()
                        + sum.rejected()
                        + sum.parked();
        return new Received(
                sum.feed(),
                sum.messages(),
                sum.unreadable(),
                sum.failed(),
                sum.read(),
                sum.accepted(),
                sum.updated(),
                sum.duplicate(),
                sum.stale(),
                sum.conflict(),
                sum.rejected(),
                sum.parked(),
                closes);
    }
}
