package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.NationalGate;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.Verdict;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Decides and keeps the outcomes of a message, chunk by chunk. Called by route {@code processing}. */
@Component("ledger")
class LedgerStep {
    private final LedgerStore store;
    private final ChunkStore chunks;
    private final IntakeStore intakes;
    private final Deciding deciding;
    private final TransactionTemplate transaction;
    private final FindingsJson json = new FindingsJson();

    LedgerStep(
            LedgerStore store,
            ChunkStore chunks,
            IntakeStore intakes,
            Deciding deciding,
            TransactionTemplate transaction) {
        this.store = store;
        this.chunks = chunks;
        this.intakes = intakes;
        this.deciding = deciding;
        this.transaction = transaction;
    }

    /** What outcomes are decided with, besides what the ledger knows. */
    @Component
    static class Deciding {
        private final NationalGate gate;
        private final RecordNumbers numbers;
        private final Clock clock;

        Deciding(NationalGate gate, RecordNumbers numbers, Clock clock) {
            this.gate = gate;
            this.numbers = numbers;
            this.clock = clock;
        }
    }

    /**
     * Takes a message up, or finds out how far it is if it was taken up before.
     *
     * @param mapping the version of the mapping its records are read with
     * @param pack the standard pack they are mapped to
     */
    Progress begin(Message message, String mapping, String pack) {
        store.feedNumber(message.feed());
        return intakes.begin(message, mapping, pack, deciding.clock.instant());
    }

    /**
     * Decides a chunk and keeps its outcomes in one transaction. A chunk that is committed already, because the message was
     * interrupted and delivered again, is left alone.
     *
     * @throws IllegalStateException if chunks before this one are missing: the message is being processed elsewhere
     */
    void write(Chunk<Inspected> chunk) {
        transaction.executeWithoutResult(status -> writeInTransaction(chunk));
    }

    private void writeInTransaction(Chunk<Inspected> chunk) {
        store.becomeOnlyWriter();
        var done = store.rowsDone(chunk.message().id());
        if (done == null) {
            return;
        }
        var open = chunk.items().stream().filter(item -> item.row() > done).toList();
        if (!open.isEmpty()) {
            requireNext(done, open.get(0).row(), chunk.message());
            keep(chunk.message(), open);
        }
        var end = chunk.end();
        if (end != null) {
            chunks.end(chunk.message(), end);
        }
    }

    private static void requireNext(int done, int row, Message message) {
        if (row != done + 1) {
            throw new IllegalStateException(
                    "message %d is at row %d, and row %d came".formatted(message.id(), done, row));
        }
    }

    private void keep(Message message, List<Inspected> items) {
        var decider = deciderFor(message, items);
        var rows = new ChunkRows(message, deciding.clock.instant(), json);
        var counts = new EnumMap<Outcome, Integer>(Outcome.class);
        for (var item : items) {
            var decision = decider.decide(item);
            rows.add(decision);
            counts.merge(decision.outcome(), 1, Integer::sum);
        }
        int feed = store.feedNumber(message.feed());
        var changed = new ArrayList<Dossier>();
        for (Map.Entry<String, Dossier> entry : decider.dossiers()) {
            if (entry.getValue().opened()) {
                rows.addRecord(feed, entry.getKey(), entry.getValue());
            } else if (entry.getValue().needsUpdate()) {
                changed.add(entry.getValue());
            }
        }
        chunks.add(rows.byTable());
        chunks.update(changed);
        chunks.progress(message.id(), items.size(), counts);
    }

    private Decider deciderFor(Message message, List<Inspected> items) {
        var numbers = new LinkedHashSet<String>();
        var matters = new LinkedHashSet<UUID>();
        for (var item : items) {
            if (!item.sourceRecordNo().isEmpty()) {
                numbers.add(item.sourceRecordNo());
            }
            var matter = item.matter();
            if (matter != null && item.verdict() == Verdict.CLEAR) {
                matters.add(matter.key());
            }
        }
        var today = LocalDate.ofInstant(deciding.clock.instant(), deciding.clock.getZone());
        return new Decider(
                store.known(message.feed(), numbers),
                store.leads(message.feed(), matters),
                deciding.gate,
                deciding.numbers,
                today);
    }

    /** Ends a message that the hub could not handle: a failed exchange, for a person to look at and replay. */
    void fail(Message message, String reason) {
        intakes.fail(message.id(), reason, deciding.clock.instant());
    }
}
