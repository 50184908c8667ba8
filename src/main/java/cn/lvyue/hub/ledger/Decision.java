package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.DueKind;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one source record.
 *
 * @param dossier the complaint it belongs to; none when rejected before one was opened
 * @param revision the revision it makes; null when it makes none
 * @param due what it makes due where
 * @param remarks findings the decision itself adds (D001 to D004)
 */
record Decision(
        Inspected source,
        Outcome outcome,
        @Nullable Dossier dossier,
        @Nullable Integer revision,
        Map<Target, DueKind> due,
        List<Finding> remarks) {

    static Decision refused(Inspected source, Outcome outcome, @Nullable Dossier known) {
        return new Decision(source, outcome, known, null, Map.of(), List.of());
    }

    static Decision nothingNew(Inspected source, Outcome outcome, Dossier known, Finding remark) {
        return new Decision(source, outcome, known, null, Map.of(), List.of(remark));
    }

    static Decision revised(Inspected source, Outcome outcome, Dossier dossier, Map<Target, DueKind> due) {
        return new Decision(source, outcome, dossier, dossier.revision(), due, List.of());
    }

    static Decision linked(Inspected source, Dossier dossier, Finding remark) {
        return new Decision(source, Outcome.DUPLICATE, dossier, dossier.revision(), Map.of(), List.of(remark));
    }

    /** Made no revision, but somebody has to look at its values: the sender or a person who decides. */
    boolean keepsFieldsAside() {
        return revision == null && goesBack();
    }

    /** The sender has to do something about it. */
    boolean goesBack() {
        return switch (outcome) {
            case REJECTED, PARKED, CONFLICT -> true;
            case ACCEPTED, UPDATED, DUPLICATE, STALE -> false;
        };
    }

    /** What inspection found, and after it what the decision adds. */
    List<Finding> findings() {
        if (remarks.isEmpty()) {
            return source.findings();
        }
        var all = new ArrayList<>(source.findings());
        all.addAll(remarks);
        return all;
    }
}
