package cn.lvyue.hub.proof;

import cn.lvyue.hub.proof.LogStore.Head;
import cn.lvyue.hub.proof.OutcomeStore.Settled;
import cn.lvyue.hub.proof.OutcomeStore.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Takes down what became of source records, message by message; one that is long over several transactions. */
@Component
class OutcomeTaking {
    /** Unsettled messages looked at in one go; then the next ones, so that many that wait cost little. */
    private static final int LOOKED = 2000;

    private static final int MESSAGES = 500;

    private final OutcomeStore store;
    private final LedgerRows ledger;
    private final SpanStore spans;
    private final Stretches stretches;
    private long looked;

    OutcomeTaking(OutcomeStore store, LedgerRows ledger, SpanStore spans, Stretches stretches) {
        this.store = store;
        this.ledger = ledger;
        this.spans = spans;
        this.stretches = stretches;
    }

    /** One transaction's work. */
    private final class Work {
        private final Head head;
        private final Growing log;
        private final Hashing hash;
        private final int most;
        private final List<Stretch> made = new ArrayList<>();
        private final List<Long> done = new ArrayList<>();
        private int records;
        private boolean replaying;

        private Work(Head head, Growing log, Hashing hash, int most) {
            this.head = head;
            this.log = log;
            this.hash = hash;
            this.most = most;
        }

        private boolean isFull() {
            return records >= most;
        }

        /** @return whether it was the last of the message */
        private boolean add(Stretches.Of of, int number, List<LedgerRow> rows) {
            var stretch = stretches.make(of, number, rows, head, hash, log.size());
            log.add(hash.leaf(LeafText.outcomes(Stretches.text(stretch, of)).toBytes()));
            made.add(stretch);
            records += Math.max(1, rows.size());
            return rows.size() < Stretches.LONGEST;
        }

        private boolean finish() {
            if (!made.isEmpty()) {
                store.add(made);
                long[] messages = made.stream().mapToLong(Stretch::message).toArray();
                spans.add(Kind.OUTCOMES, made.get(0).leaf(), messages);
            }
            if (!done.isEmpty()) {
                store.done(done);
            }
            return isFull();
        }
    }

    /** @return whether there may be more at once */
    boolean take(Head head, Growing log, Hashing hash, int most) {
        var work = new Work(head, log, hash, most);
        var settled = store.settled(looked, LOOKED, MESSAGES);
        takeAll(settled, work);
        boolean more = work.isFull() || advance(settled);
        if (!work.isFull()) {
            takeReplayed(work);
        }
        return work.finish() || more || work.replaying;
    }

    /** @return whether there are unsettled messages behind those looked at */
    private boolean advance(List<Settled> settled) {
        if (settled.size() == MESSAGES) {
            return true; // the next look begins at the same place: these are gone then
        }
        var last = store.lastOfNext(looked, LOOKED);
        looked = last.orElse(0L);
        return last.isPresent() && store.lastOfNext(looked, 1).isPresent();
    }

    private void takeAll(List<Settled> settled, Work work) {
        var small = settled.stream()
                .filter(one -> one.end().read() < Stretches.LONGEST)
                .toList();
        takeSmall(small, work);
        for (var one : settled) {
            if (one.end().read() >= Stretches.LONGEST && !work.isFull()) {
                takeLong(one, work);
            }
        }
    }

    private void takeSmall(List<Settled> small, Work work) {
        int from = 0;
        while (from < small.size() && !work.isFull()) {
            long room = work.most - work.records;
            int to = from;
            for (; to < small.size() && room > 0; to++) {
                room -= Math.max(1, small.get(to).end().read());
            }
            var some = small.subList(from, to);
            Map<Long, List<LedgerRow>> rows =
                    ledger.of(some.stream().map(Settled::message).toList());
            for (var one : some) {
                takeOne(one, rows.getOrDefault(one.message(), List.of()), work);
            }
            from = to;
        }
    }

    /** A message whose rows may be more than it says has been tampered with before it was taken down; it is taken as it is. */
    private void takeOne(Settled one, List<LedgerRow> rows, Work work) {
        var of = of(one);
        int number = 0;
        for (int from = 0; ; from += Stretches.LONGEST) {
            var part = rows.subList(from, Math.min(rows.size(), from + Stretches.LONGEST));
            if (work.add(of, number++, part)) {
                break;
            }
        }
        work.done.add(one.message());
    }

    private void takeLong(Settled one, Work work) {
        if (takeRest(of(one), work)) {
            work.done.add(one.message());
        }
    }

    /** @return whether the message is taken down to its end */
    private boolean takeRest(Stretches.Of of, Work work) {
        var last = store.last(of.message(), of.replay());
        int number = last.map(stretch -> stretch.number() + 1).orElse(0);
        int row = last.map(Stretch::lastRow).orElse(Integer.MIN_VALUE);
        boolean ended =
                last.map(stretch -> stretch.records() < Stretches.LONGEST).orElse(false);
        while (!ended && !work.isFull()) {
            var rows = ledger.after(of.message(), of.replay(), row, Stretches.LONGEST);
            ended = work.add(of, number++, rows);
            row = rows.isEmpty() ? row : rows.get(rows.size() - 1).row();
        }
        return ended;
    }

    /** Replays one after the other, when they have ended: nothing is added to their results then. */
    private void takeReplayed(Work work) {
        var ended = store.endedReplay();
        if (ended.isEmpty()) {
            return;
        }
        long replay = ended.get();
        var last = store.lastOfReplay(replay);
        long before = last.map(one -> one.records() < Stretches.LONGEST ? one.message() : one.message() - 1)
                .orElse(0L);
        var messages = store.replayed(replay, before, MESSAGES);
        work.replaying = true;
        for (var one : messages) {
            if (work.isFull()) {
                return;
            }
            takeRest(new Stretches.Of(one.message(), replay, one.mapping(), one.pack(), null), work);
        }
        if (messages.isEmpty()) {
            store.replayDone(replay);
        }
    }

    static Stretches.Of of(Settled settled) {
        return new Stretches.Of(settled.message(), 0, settled.mapping(), settled.pack(), settled.end());
    }
}
