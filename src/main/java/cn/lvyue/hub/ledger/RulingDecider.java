package cn.lvyue.hub.ledger;

import cn.lvyue.hub.ledger.Dossier.State;
import cn.lvyue.hub.record.DueKind;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.Ruling;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.record.Verdict;
import java.util.EnumMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what a person's ruling makes of records that wait. */
final class RulingDecider {
    private final Decider decider;

    RulingDecider(Decider decider) {
        this.decider = decider;
    }

    /**
     * What a source record waits for.
     *
     * @param as what it went back as, and nothing has answered since; null if it did not go back
     * @param linked whether it is linked as a duplicate, and nobody has confirmed that
     * @param alike the older complaint a person is asked to compare it with; null if none
     */
    record Waits(
            @Nullable Outcome as, boolean linked, @Nullable Long alike) {}

    /**
     * @param messageId where the record came in
     * @return empty if the ruling is none that fits, or nothing waits any more
     */
    Optional<Decision> rule(Ruling ruling, Inspected source, long messageId, Waits waits) {
        var known = decider.known(source.sourceRecordNo());
        if (known == null) {
            return Optional.empty();
        }
        var made = switch (ruling) {
            case DISMISS -> waits.as() == null ? null : Decision.refused(source, waits.as(), known);
            case RELEASE -> waits.as() == null ? null : released(source, known);
            case SAME -> present(source, known, messageId) ? same(source, known, waits) : null;
            case DIFFERENT -> present(source, known, messageId) ? different(source, known, waits) : null;
        };
        if (made != null && made.revision() != null) {
            known.madeFrom(new Dossier.Origin(messageId, source.row(), false));
        }
        return Optional.ofNullable(made);
    }

    private static boolean present(Inspected source, Dossier known, long messageId) {
        var origin = known.origin();
        return origin != null && origin.is(messageId, source.row());
    }

    private Decision released(Inspected source, Dossier known) {
        return source.verdict() == Verdict.REJECTED
                ? Decision.refused(source, Outcome.REJECTED, known)
                : decider.newer(source, known);
    }

    /** A duplicate stays linked; what only looked like one is linked and, where it stands, removed: its lead stands for both. */
    private static @Nullable Decision same(Inspected source, Dossier known, Waits waits) {
        if (known.state() == State.LINKED && waits.linked()) {
            return Decision.refused(source, Outcome.DUPLICATE, known);
        }
        if (known.state() != State.IN_FORCE || waits.alike() == null) {
            return null;
        }
        known.revise(source, State.LINKED, waits.alike());
        var due = new EnumMap<Target, DueKind>(Target.class);
        due.put(Target.PROVINCIAL, DueKind.REMOVE);
        if (known.national()) {
            due.put(Target.NATIONAL, DueKind.REMOVE);
            known.standsAtNational(false);
        }
        return Decision.revised(source, Outcome.DUPLICATE, known, due);
    }

    private @Nullable Decision different(Inspected source, Dossier known, Waits waits) {
        if (known.state() == State.LINKED && waits.linked()) {
            if (source.verdict() != Verdict.CLEAR) {
                return Decision.refused(source, Outcome.REJECTED, known);
            }
            known.revise(source, State.IN_FORCE, null);
            return Decision.revised(
                    source, Outcome.UPDATED, known, decider.dueOf(source.standing(), known, DueKind.NEW));
        }
        return known.state() == State.IN_FORCE && waits.alike() != null
                ? Decision.refused(source, Outcome.DUPLICATE, known)
                : null;
    }
}
