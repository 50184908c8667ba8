package cn.lvyue.hub.ledger;

import cn.lvyue.hub.ledger.RulingDecider.Waits;
import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.ReplayEffect;
import cn.lvyue.hub.record.ReturnMark;
import cn.lvyue.hub.record.Ruling;
import cn.lvyue.hub.record.Rulings.Act;
import cn.lvyue.hub.record.Rulings.Ending;
import cn.lvyue.hub.record.Rulings.Result;
import cn.lvyue.hub.record.Rulings.Settled;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries out what people rule about records that wait; the bean {@code rulingLedger} of the routes. First outcomes stay as they
 * are: what a ruling makes of a record stands beside them, as what replays make of it does.
 */
@Component("rulingLedger")
class RulingStep {
    private final LedgerStore store;
    private final ReplayStore replays;
    private final RulingStore rulings;
    private final ChunkStore chunks;
    private final LedgerStep.Deciding deciding;
    private final TransactionTemplate transaction;

    RulingStep(
            LedgerStore store,
            ReplayStore replays,
            RulingStore rulings,
            ChunkStore chunks,
            LedgerStep.Deciding deciding,
            TransactionTemplate transaction) {
        this.store = store;
        this.replays = replays;
        this.rulings = rulings;
        this.chunks = chunks;
        this.deciding = deciding;
        this.transaction = transaction;
    }

    /** A case as today's rules judge it. */
    private record Case(Message message, Inspected item) {
        ReturnMark mark() {
            return new ReturnMark(message.id(), item.row());
        }
    }

    /**
     * Decides all cases in one transaction. A case that was decided before, or that something newer has overtaken, is left alone,
     * so that a ruling may come twice.
     *
     * @param parts what the cases are as read and inspected today, by message; those that are missing are not there any more
     */
    Result keep(Act act, List<Chunk<Inspected>> parts) {
        var byFeed = new LinkedHashMap<FeedId, List<Case>>();
        for (var part : parts) {
            store.feedNumber(part.message().feed());
            var ofFeed = byFeed.computeIfAbsent(part.message().feed(), feed -> new ArrayList<>());
            part.items().forEach(item -> ofFeed.add(new Case(part.message(), item)));
        }
        return Objects.requireNonNull(transaction.execute(status -> keepInTransaction(act, byFeed)));
    }

    private Result keepInTransaction(Act act, Map<FeedId, List<Case>> byFeed) {
        store.becomeOnlyWriter();
        var settled = new LinkedHashMap<ReturnMark, Settled>();
        act.cases().forEach(mark -> settled.put(mark, new Settled(mark, Ending.MOVED_ON, null, null, List.of())));
        var decided = new ArrayList<Decided>();
        byFeed.forEach((feed, cases) -> decided.add(decide(act.ruling(), feed, cases, settled)));
        int effective = decided.stream().mapToInt(each -> each.made().size()).sum();
        if (effective == 0) {
            return new Result(null, List.copyOf(settled.values()));
        }
        long number = rulings.add(act, effective, deciding.clock.instant());
        decided.forEach(each -> write(number, act.ruling(), each));
        return new Result(number, List.copyOf(settled.values()));
    }

    private record Made(Case of, Decision decision) {}

    /** @param leads of the complaints that were linked before */
    private record Decided(FeedId feed, Decider decider, List<Made> made, Map<Long, Long> leads) {}

    private Decided decide(Ruling ruling, FeedId feed, List<Case> cases, Map<ReturnMark, Settled> settled) {
        var known = store.known(feed, numbers(cases));
        replays.tellOrigins(known.values());
        var today = LocalDate.ofInstant(deciding.clock.instant(), deciding.clock.getZone());
        var decider = new Decider(known, store.leads(feed, matters(cases)), deciding.gate, deciding.numbers, today);
        var ruled = new RulingDecider(decider);
        var returned = rulings.returned(cases.stream().map(Case::mark).toList());
        var ids =
                known.values().stream().map(dossier -> dossier.id().sequence()).toList();
        var linked = rulings.linked(ids);
        var alike = rulings.alike(ids);
        var made = new ArrayList<Made>();
        var leads = new HashMap<Long, Long>();
        for (var each : cases) {
            var dossier = known.get(each.item().sourceRecordNo());
            var id = dossier == null ? null : Long.valueOf(dossier.id().sequence());
            var waits = new Waits(
                    returned.remove(each.mark()), id != null && linked.contains(id), id == null ? null : alike.get(id));
            if (dossier != null && dossier.lead() != null) {
                leads.put(dossier.id().sequence(), dossier.lead());
            }
            var decision = ruled.rule(ruling, each.item(), each.mark().messageId(), waits);
            var end = ending(ruling, waits, decision);
            settled.put(each.mark(), settled(each, dossier, decision, end));
            if (end == Ending.DONE) {
                made.add(new Made(each, decision.orElseThrow()));
                linked.remove(id);
                alike.remove(id);
            }
        }
        return new Decided(feed, decider, made, leads);
    }

    private static Ending ending(Ruling ruling, Waits waits, Optional<Decision> decision) {
        if (decision.isEmpty()) {
            boolean waiting = waits.as() != null || waits.linked() || waits.alike() != null;
            return waiting ? Ending.UNFIT : Ending.MOVED_ON;
        }
        boolean refused = decision.get().outcome() == Outcome.REJECTED && ruling != Ruling.DISMISS;
        return refused ? Ending.REFUSED : Ending.DONE;
    }

    private static Settled settled(Case of, @Nullable Dossier dossier, Optional<Decision> decision, Ending ending) {
        return new Settled(
                of.mark(),
                ending,
                dossier == null ? null : dossier.id(),
                decision.map(Decision::revision).orElse(null),
                ending == Ending.REFUSED ? of.item().findings() : List.of());
    }

    private void write(long number, Ruling ruling, Decided decided) {
        if (decided.made().isEmpty()) {
            return;
        }
        int feed = store.feedNumber(decided.feed());
        var rows = new ReplayRows(number, deciding.clock, deciding.seal);
        var inOrder = new HashMap<ReturnMark, Outcome>();
        var marks = new ArrayList<ReturnMark>();
        var records = new ArrayList<Long>();
        var linked = new ArrayList<Long>();
        for (var made : decided.made()) {
            var decision = made.decision();
            rows.add(made.of().message(), feed, decision, effect(decision), false);
            var dossier = Objects.requireNonNull(decision.dossier());
            switch (ruling) {
                case RELEASE, DISMISS -> marks.add(made.of().mark());
                case SAME, DIFFERENT -> records.add(dossier.id().sequence());
            }
            if (ruling == Ruling.RELEASE) {
                inOrder.put(made.of().mark(), decision.outcome());
            }
            if (dossier.state() == Dossier.State.LINKED && decision.revision() != null) {
                linked.add(dossier.id().sequence());
            }
        }
        var changed =
                decided.decider().settle((sourceRecordNo, opened) -> rows.addRecord(feed, sourceRecordNo, opened));
        chunks.add(rows.byTable());
        chunks.update(changed);
        replays.answer(inOrder, deciding.clock.instant());
        rulings.closeReturned(number, marks);
        rulings.closeRecords(number, records);
        rulings.followLeads(linked);
        if (ruling == Ruling.DIFFERENT) {
            var apart = new HashMap<>(decided.leads());
            apart.keySet().retainAll(records);
            rulings.tellApart(number, apart, deciding.clock.instant());
        }
    }

    private static ReplayEffect effect(Decision decision) {
        return decision.revision() == null ? ReplayEffect.UNCHANGED : ReplayEffect.CHANGED;
    }

    private static LinkedHashSet<String> numbers(List<Case> cases) {
        var numbers = new LinkedHashSet<String>();
        cases.forEach(each -> numbers.add(each.item().sourceRecordNo()));
        numbers.remove("");
        return numbers;
    }

    private static LinkedHashSet<UUID> matters(List<Case> cases) {
        var matters = new LinkedHashSet<UUID>();
        for (var each : cases) {
            var matter = each.item().matter();
            if (matter != null) {
                matters.add(matter.key());
            }
        }
        return matters;
    }
}
