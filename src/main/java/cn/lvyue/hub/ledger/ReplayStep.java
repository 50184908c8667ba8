package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.PlannedChanges;
import cn.lvyue.hub.record.ReplayEffect;
import cn.lvyue.hub.record.Replayed;
import cn.lvyue.hub.record.ReturnMark;
import cn.lvyue.hub.record.Standing;
import cn.lvyue.hub.record.Verdict;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decides records that are done again and keeps what becomes of them beside their first outcomes, or only tells it: the bean
 * {@code replayLedger} of the routes.
 */
@Component("replayLedger")
class ReplayStep implements PlannedChanges {
    /** Numbers from here on are those of complaints that only a plan knows; no real one ever gets so far. */
    private static final long PLANNED_NUMBERS = 1L << 62;

    private final LedgerStore store;
    private final ReplayStore replays;
    private final ChunkStore chunks;
    private final LedgerStep.Deciding deciding;
    private final TransactionTemplate transaction;
    private final AtomicLong plannedNumbers = new AtomicLong(PLANNED_NUMBERS);

    ReplayStep(
            LedgerStore store,
            ReplayStore replays,
            ChunkStore chunks,
            LedgerStep.Deciding deciding,
            TransactionTemplate transaction) {
        this.store = store;
        this.replays = replays;
        this.chunks = chunks;
        this.deciding = deciding;
        this.transaction = transaction;
    }

    /** How many rows of a message a replay has done; to be gone on with behind them. */
    int doneUpTo(long replay, long messageId) {
        return replays.doneUpTo(replay, List.of(messageId)).getOrDefault(messageId, 0);
    }

    @Override
    public void forgetPlan(long plan) {
        replays.forgetPlan(plan);
    }

    /** As {@link #keepTogether}, for one chunk. */
    List<Replayed> keep(long replay, boolean plan, Chunk<Inspected> chunk) {
        return keepTogether(replay, plan, List.of(chunk));
    }

    /**
     * Decides records of one feed again, in one transaction. Records the replay has done already are left out, so that a chunk
     * may come twice.
     *
     * @param plan whether to tell only what would become of them
     * @return what became of those that were decided now, in order
     */
    List<Replayed> keepTogether(long replay, boolean plan, List<Chunk<Inspected>> parts) {
        if (parts.isEmpty()) {
            return List.of();
        }
        store.feedNumber(parts.get(0).message().feed());
        return Objects.requireNonNull(
                transaction.execute(status -> plan ? planned(replay, parts) : kept(replay, parts)));
    }

    /** As {@link #keep}, for records a person corrected; the message is the one their present revision was read from. */
    List<Replayed> correct(long replay, boolean plan, Chunk<Inspected> chunk) {
        var feed = chunk.message().feed();
        store.feedNumber(feed);
        return Objects.requireNonNull(transaction.execute(status -> {
            if (plan) {
                replays.walkIndexes();
            } else {
                store.becomeOnlyWriter();
            }
            int done = plan ? 0 : doneUpTo(replay, chunk.message().id());
            var open = records(List.of(chunk)).stream()
                    .filter(again -> again.item().row() > done)
                    .toList();
            var known = store.known(feed, numbers(open));
            replays.tellOrigins(known.values());
            var decider = new Decider(
                    known,
                    store.leads(feed, matters(open)),
                    deciding.gate,
                    plan ? plannedNumbers::getAndIncrement : deciding.numbers,
                    today());
            int number = store.feedNumber(feed);
            var rows = new ReplayRows(replay, deciding.clock, deciding.seal);
            var results = new ArrayList<Replayed>(open.size());
            for (var again : open) {
                var decision = decider.correct(again.item(), again.message().id());
                rows.add(again.message(), number, decision, effect(decision), true);
                results.add(result(again, decision, effect(decision)));
            }
            if (!plan && !open.isEmpty()) {
                keepDossiers(decider, number, rows);
            }
            return results;
        }));
    }

    /** A record that is done again, with the message it came in. */
    private record Again(Message message, Inspected item) {
        ReturnMark mark() {
            return new ReturnMark(message.id(), item.row());
        }
    }

    private List<Replayed> kept(long replay, List<Chunk<Inspected>> parts) {
        store.becomeOnlyWriter();
        var done = replays.doneUpTo(
                replay, parts.stream().map(part -> part.message().id()).toList());
        var open = records(parts).stream()
                .filter(again ->
                        again.item().row() > done.getOrDefault(again.message().id(), 0))
                .toList();
        if (open.isEmpty()) {
            return List.of();
        }
        var feed = open.get(0).message().feed();
        var known = store.known(feed, numbers(open));
        var decider = new Decider(known, store.leads(feed, matters(open)), deciding.gate, deciding.numbers, today());
        int number = store.feedNumber(feed);
        var rows = new ReplayRows(replay, deciding.clock, deciding.seal);
        var inOrder = new HashMap<ReturnMark, Outcome>();
        var results = decide(open, known, decider, (again, decision, effect) -> {
            rows.add(again.message(), number, decision, effect, false);
            if (decision.revision() != null && !decision.goesBack()) {
                inOrder.put(again.mark(), decision.outcome());
            }
        });
        keepDossiers(decider, number, rows);
        replays.answer(inOrder, deciding.clock.instant());
        return results;
    }

    private void keepDossiers(Decider decider, int feed, ReplayRows rows) {
        var changed = decider.settle((sourceRecordNo, opened) -> rows.addRecord(feed, sourceRecordNo, opened));
        chunks.add(rows.byTable());
        chunks.update(changed);
    }

    private List<Replayed> planned(long plan, List<Chunk<Inspected>> parts) {
        replays.walkIndexes();
        var open = records(parts);
        if (open.isEmpty()) {
            return List.of();
        }
        var feed = open.get(0).message().feed();
        var numbers = numbers(open);
        var known = store.known(feed, numbers);
        known.putAll(replays.planned(plan, feed, numbers));
        var decider = new Decider(
                known,
                replays.plannedLeads(plan, feed, matters(open)),
                deciding.gate,
                plannedNumbers::getAndIncrement,
                today());
        var results = decide(open, known, decider, (again, decision, effect) -> {});
        keepPlanned(plan, decider, feed);
        return results;
    }

    private void keepPlanned(long plan, Decider decider, FeedId feed) {
        var rows = new PlannedRows(plan);
        var numbers = new ArrayList<String>();
        var changed = new HashMap<String, Dossier>();
        for (Map.Entry<String, Dossier> entry : decider.dossiers()) {
            if (entry.getValue().changed()) {
                changed.put(entry.getKey(), entry.getValue());
                numbers.add(entry.getKey());
            }
        }
        if (changed.isEmpty()) {
            return;
        }
        replays.tellOrigins(changed.values());
        int number = store.feedNumber(feed);
        changed.forEach((no, dossier) -> rows.add(number, no, dossier));
        replays.forgetPlanned(plan, number, numbers);
        chunks.add(Map.of(PlannedRows.PLANNED, rows.copy()));
    }

    @FunctionalInterface
    private interface Deed {
        void of(Again again, Decision decision, ReplayEffect effect);
    }

    private List<Replayed> decide(List<Again> open, Map<String, Dossier> known, Decider decider, Deed deed) {
        var numbers = new HashSet<String>();
        var repeated = new HashSet<String>();
        var unlike = new HashSet<String>();
        for (var again : open) {
            var number = again.item().sourceRecordNo();
            if (!numbers.add(number)) {
                repeated.add(number);
            }
            if (differs(again.item(), known)) {
                unlike.add(number);
            }
        }
        var differing = open.stream()
                .filter(again -> unlike.contains(again.item().sourceRecordNo()))
                .toList();
        replays.tellOrigins(differing.stream()
                .map(again -> known.get(again.item().sourceRecordNo()))
                .filter(Objects::nonNull)
                .toList());
        var before = replays.before(differing.stream()
                .filter(again -> repeated.contains(again.item().sourceRecordNo()) || isOfAnother(again, known))
                .map(Again::mark)
                .toList());
        var results = new ArrayList<Replayed>(open.size());
        for (var again : open) {
            var decision = decider.replay(again.item(), again.message().id(), before.get(again.mark()));
            var effect = effect(decision);
            deed.of(again, decision, effect);
            results.add(result(again, decision, effect));
        }
        return results;
    }

    /** Whether more has to be known than that the ledger has it as it is. */
    private static boolean differs(Inspected item, Map<String, Dossier> known) {
        var dossier = known.get(item.sourceRecordNo());
        return dossier == null || !dossier.content().equals(item.content()) || dossier.state() == Dossier.State.PARKED;
    }

    /** Whether the present revision was read from another source record: then what became of this one may decide. */
    private static boolean isOfAnother(Again again, Map<String, Dossier> known) {
        var dossier = known.get(again.item().sourceRecordNo());
        var origin = dossier == null ? null : dossier.origin();
        return origin != null && !origin.is(again.message().id(), again.item().row());
    }

    private static ReplayEffect effect(Decision decision) {
        var revision = decision.revision();
        if (revision != null) {
            return revision == 1 ? ReplayEffect.NEW : ReplayEffect.CHANGED;
        }
        return decision.goesBack() ? ReplayEffect.IMPOSSIBLE : ReplayEffect.UNCHANGED;
    }

    private static Replayed result(Again again, Decision decision, ReplayEffect effect) {
        var dossier = decision.dossier();
        var id = dossier == null ? null : dossier.id();
        return new Replayed(
                again.message().id(),
                again.item().row(),
                again.item().sourceRecordNo(),
                effect,
                decision.outcome(),
                id == null || id.sequence() >= PLANNED_NUMBERS ? null : id,
                decision.revision(),
                again.item().standing() != Standing.UNCONFIRMED || (dossier != null && dossier.national()),
                decision.findings());
    }

    private static List<Again> records(List<Chunk<Inspected>> parts) {
        return parts.stream()
                .flatMap(part -> part.items().stream().map(item -> new Again(part.message(), item)))
                .toList();
    }

    private static LinkedHashSet<String> numbers(List<Again> records) {
        var numbers = new LinkedHashSet<String>();
        records.forEach(again -> numbers.add(again.item().sourceRecordNo()));
        numbers.remove("");
        return numbers;
    }

    private static LinkedHashSet<UUID> matters(List<Again> records) {
        var matters = new LinkedHashSet<UUID>();
        for (var again : records) {
            var matter = again.item().matter();
            if (matter != null && again.item().verdict() == Verdict.CLEAR) {
                matters.add(matter.key());
            }
        }
        return matters;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(deciding.clock.instant(), deciding.clock.getZone());
    }
}
