package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.NationalGate;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.record.ReadEnd;
import cn.lvyue.hub.record.Verdict;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decides and keeps the outcomes of messages: a large one chunk by chunk, small ones together. Called by routes {@code processing}
 * and {@code small-messages}.
 */
@Component("ledger")
class LedgerStep {
    private final LedgerStore store;
    private final ChunkStore chunks;
    private final IntakeStore intakes;
    private final ReturnStore returned;
    private final Deciding deciding;
    private final TransactionTemplate transaction;
    private final FindingsJson json;

    LedgerStep(
            LedgerStore store,
            ChunkStore chunks,
            IntakeStore intakes,
            ReturnStore returned,
            Deciding deciding,
            TransactionTemplate transaction) {
        this.store = store;
        this.chunks = chunks;
        this.intakes = intakes;
        this.returned = returned;
        this.deciding = deciding;
        this.json = new FindingsJson(deciding.seal);
        this.transaction = transaction;
    }

    /** What outcomes are decided with, besides what the ledger knows. */
    @Component
    static class Deciding {
        final NationalGate gate;
        final RecordNumbers numbers;
        final Clock clock;
        final PersonalSeal seal;

        Deciding(NationalGate gate, RecordNumbers numbers, Clock clock, PersonalSeal seal) {
            this.seal = seal;
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
        var days = new DayTallies(deciding.clock);
        if (!open.isEmpty()) {
            requireNext(done, open.get(0).row(), chunk.message());
            var part = new Part(chunk.message(), open);
            chunks.progress(
                    part.message().id(), open.size(), keep(List.of(part), days).get(0));
        }
        var end = chunk.end();
        if (end != null) {
            chunks.end(chunk.message(), end);
            days.of(chunk.message()).end(chunk.message(), end, deciding.clock.instant());
        }
        chunks.sum(days);
    }

    private static void requireNext(int done, int row, Message message) {
        if (row != done + 1) {
            throw new IllegalStateException(
                    "message %d is at row %d, and row %d came".formatted(message.id(), done, row));
        }
    }

    /**
     * Begins, decides and ends several messages of one feed in one transaction, in their order. Messages that are done already
     * are left alone.
     *
     * @param parts the one and only chunk of each message
     * @return the messages, all of which have their outcome now
     * @throws IllegalStateException if one of them was taken up on its own and not ended: it has to be gone on with on its own
     */
    List<Message> writeTogether(List<Chunk<Inspected>> parts, String mapping, String pack) {
        store.feedNumber(parts.get(0).message().feed());
        transaction.executeWithoutResult(status -> writeTogetherInTransaction(parts, mapping, pack));
        return parts.stream().map(Chunk::message).toList();
    }

    private void writeTogetherInTransaction(List<Chunk<Inspected>> parts, String mapping, String pack) {
        store.becomeOnlyWriter();
        var takenUp =
                store.takenUp(parts.stream().map(part -> part.message().id()).toList());
        if (takenUp.containsValue(true)) {
            throw new IllegalStateException("of these messages some are in processing on their own");
        }
        var fresh = parts.stream()
                .filter(part -> !takenUp.containsKey(part.message().id()))
                .toList();
        if (fresh.isEmpty()) {
            return;
        }
        var days = new DayTallies(deciding.clock);
        var counts = keep(
                fresh.stream()
                        .map(part -> new Part(part.message(), part.items()))
                        .toList(),
                days);
        var intake = new IntakeRows(mapping, pack, deciding.clock.instant(), json);
        for (int i = 0; i < fresh.size(); i++) {
            var part = fresh.get(i);
            var end = Objects.requireNonNull(part.end());
            intake.add(part.message(), end, part.items().size(), counts.get(i));
            days.of(part.message()).begin();
            days.of(part.message()).end(part.message(), end, deciding.clock.instant());
        }
        chunks.add(Map.of(IntakeRows.INTAKE, intake.copy()));
        chunks.sum(days);
    }

    /** Records of one message that are decided with others. */
    private record Part(Message message, List<Inspected> items) {}

    /** Decides and keeps the records of some messages of one feed. @return the counts of outcomes of each */
    private List<Map<Outcome, Integer>> keep(List<Part> parts, DayTallies days) {
        var feed = parts.get(0).message().feed();
        var items = parts.stream().flatMap(part -> part.items().stream()).toList();
        var decider = deciderFor(feed, items);
        int number = store.feedNumber(feed);
        var returns = returned.openBefore(parts.get(0).message(), number, items);
        var rows = new ChunkRows(deciding.clock, deciding.seal);
        var counts = new ArrayList<Map<Outcome, Integer>>();
        for (var part : parts) {
            var ofPart = new EnumMap<Outcome, Integer>(Outcome.class);
            var day = days.of(part.message());
            for (var item : part.items()) {
                var decision = decider.decide(item);
                rows.add(part.message(), number, decision);
                var before = returns.answeredBy(part.message().id(), decision);
                if (decision.goesBack()) {
                    rows.addReturned(part.message(), number, decision, before);
                    returns.wentBack(part.message().id(), decision, before, deciding.clock.instant());
                }
                ofPart.merge(decision.outcome(), 1, Integer::sum);
                day.add(decision);
            }
            counts.add(ofPart);
            returns.endMessage();
        }
        keepDossiers(decider, number, rows);
        returned.answer(returns.answers());
        return counts;
    }

    private void keepDossiers(Decider decider, int feed, ChunkRows rows) {
        var changed = decider.settle((sourceRecordNo, opened) -> rows.addRecord(feed, sourceRecordNo, opened));
        chunks.add(rows.byTable());
        chunks.update(changed);
    }

    private Decider deciderFor(FeedId feed, List<Inspected> items) {
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
                store.known(feed, numbers), store.leads(feed, matters), deciding.gate, deciding.numbers, today);
    }

    /**
     * Ends a message that its channel refuses as a whole, as unreadable and without records. One that came before under the
     * same once-key and was read keeps its outcome.
     */
    void refuse(Message message, Finding refusal) {
        transaction.executeWithoutResult(status -> {
            if (store.rowsDone(message.id()) != null) {
                var end = new ReadEnd(0, List.of(refusal));
                var days = new DayTallies(deciding.clock);
                chunks.end(message, end);
                days.of(message).end(message, end, deciding.clock.instant());
                chunks.sum(days);
            }
        });
    }

    /** Ends a message that the hub could not handle: a failed exchange, for a person to look at and replay. */
    void fail(Message message, String reason) {
        intakes.fail(message, reason, deciding.clock.instant());
    }
    /**
     * Lists what came and cannot be processed as a failed exchange, begun and ended at once. A message that was begun before keeps
     * what became of it.
     */
    void keepFailed(Message message, String reason) {
        store.feedNumber(message.feed());
        intakes.keepFailed(message, reason, deciding.clock.instant());
    }
}
