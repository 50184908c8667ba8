package cn.lvyue.hub.proof;

import cn.lvyue.hub.proof.LogStore.Head;
import cn.lvyue.hub.proof.OutcomeStore.Settled;
import cn.lvyue.hub.proof.OutcomeStore.Stretch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What stands behind leaves, read again. */
@Component
class LeafSources {
    private final MessageRows messages;
    private final AuditRows audit;
    private final OutcomeStore outcomes;
    private final LedgerRows ledger;
    private final Stretches stretches;
    private final ErasedStore erased;

    LeafSources(
            MessageRows messages,
            AuditRows audit,
            OutcomeStore outcomes,
            LedgerRows ledger,
            Stretches stretches,
            ErasedStore erased) {
        this.messages = messages;
        this.audit = audit;
        this.outcomes = outcomes;
        this.ledger = ledger;
        this.stretches = stretches;
        this.erased = erased;
    }

    LeafRows messages() {
        return messages;
    }

    LeafRows audit() {
        return audit;
    }

    List<Stretch> stretchesWith(long message, int row) {
        return outcomes.with(message, row);
    }

    /** What several stretches need, read at once; what is not in it is read one by one. */
    record Reading(Map<Long, Settled> settled, Map<Long, List<LedgerRow>> rows, Set<Long> erased) {}

    Reading reading(List<Stretch> all) {
        var first = all.stream().filter(one -> one.replay() == 0).toList();
        var ids = first.stream().map(Stretch::message).distinct().toList();
        var settled = outcomes.settled(ids);
        var small = first.stream()
                .filter(one -> one.number() == 0 && one.records() < Stretches.LONGEST)
                .map(Stretch::message)
                .filter(settled::containsKey)
                .toList();
        var rows = new HashMap<Long, List<LedgerRow>>();
        small.forEach(id -> rows.put(id, List.of()));
        rows.putAll(ledger.of(small));
        return new Reading(
                settled,
                rows,
                erased.among(all.stream().map(Stretch::message).distinct().toList()));
    }

    /** What a stretch is of, as the ledger tells it today; empty if the ledger does not know the message, or not its end. */
    private Optional<Stretches.Of> of(Stretch stretch, Reading reading) {
        return stretch.replay() == 0
                ? Optional.ofNullable(reading.settled().get(stretch.message())).map(OutcomeTaking::of)
                : outcomes.replayed(stretch.replay(), stretch.message())
                        .map(one -> new Stretches.Of(one.message(), one.replay(), one.mapping(), one.pack(), null));
    }

    /** The rows of a stretch as they are today: those behind the stretch before, up to its last one or, of the last, to the end. */
    private List<LedgerRow> rows(Stretch stretch, Reading reading) {
        var known = stretch.replay() == 0 ? reading.rows().get(stretch.message()) : null;
        if (known != null && stretch.number() == 0) {
            return known;
        }
        int before = stretch.number() == 0 ? Integer.MIN_VALUE : lastRowBefore(stretch);
        var rows = ledger.after(stretch.message(), stretch.replay(), before, stretch.records() + 1);
        boolean last = stretch.records() < Stretches.LONGEST;
        return last
                ? rows
                : rows.stream().filter(row -> row.row() <= stretch.lastRow()).toList();
    }

    private int lastRowBefore(Stretch stretch) {
        return outcomes.stretch(stretch.message(), stretch.replay(), stretch.number() - 1)
                .map(Stretch::lastRow)
                .orElse(stretch.firstRow() - 1);
    }

    /** A stretch with its rows and salts; empty if the ledger does not have them any more. */
    Optional<OpenedStretch> opened(Head head, Stretch stretch, Reading reading, Hashing hash) {
        return of(stretch, reading)
                .map(of -> new OpenedStretch(
                        stretch,
                        of,
                        rows(stretch, reading),
                        stretches.salts(stretch, head.algorithm()),
                        reading.erased().contains(stretch.message()) ? erased.of(stretch, stretches) : Map.of(),
                        hash));
    }

    Optional<OpenedStretch> opened(Head head, Stretch stretch, Hashing hash) {
        return opened(head, stretch, reading(List.of(stretch)), hash);
    }

    /** Whether the fields of a message's entries were destroyed under a certificate. */
    boolean fieldsDestroyed(Stretch stretch) {
        return erased.destroyed(stretch.message());
    }
}
