package cn.lvyue.hub.proof;

import cn.lvyue.hub.proof.LogStore.Head;
import cn.lvyue.hub.proof.OutcomeStore.Stretch;
import java.util.List;
import java.util.Optional;
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

    /** What a stretch is of, as the ledger tells it today; empty if the ledger does not know the message, or not its end. */
    Optional<Stretches.Of> of(Stretch stretch) {
        return stretch.replay() == 0
                ? outcomes.settled(stretch.message()).map(OutcomeTaking::of)
                : outcomes.replayed(stretch.replay(), stretch.message())
                        .map(one -> new Stretches.Of(one.message(), one.replay(), one.mapping(), one.pack(), null))
                        .or(() -> emptyReplay(stretch));
    }

    private static Optional<Stretches.Of> emptyReplay(Stretch stretch) {
        return stretch.records() > 0
                ? Optional.empty()
                : Optional.of(new Stretches.Of(stretch.message(), stretch.replay(), "", "", null));
    }

    /** The rows of a stretch as they are today: those behind the stretch before, up to its last one. */
    List<LedgerRow> rows(Stretch stretch) {
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
    Optional<OpenedStretch> opened(Head head, Stretch stretch, Hashing hash) {
        return of(stretch)
                .map(of -> new OpenedStretch(
                        stretch,
                        of,
                        rows(stretch),
                        stretches.salts(stretch, head.algorithm()),
                        erased.of(stretch, stretches),
                        hash));
    }
}
