package cn.lvyue.hub.proof;

import cn.lvyue.hub.proof.LogStore.Head;
import cn.lvyue.hub.proof.OutcomeStore.Stretch;
import cn.lvyue.hub.signing.CannotOpen;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Checks what became of source records against the stretches that are leaves. */
@Component
class StretchCheck {
    private final OutcomeStore outcomes;
    private final LeafSources sources;

    StretchCheck(OutcomeStore outcomes, LeafSources sources) {
        this.outcomes = outcomes;
        this.sources = sources;
    }

    void check(Head head, long from, long to, LeafWindow window, Findings findings) {
        Map<Long, Stretch> byLeaf = new HashMap<>();
        var all = outcomes.leaves(from, to);
        all.forEach(stretch -> byLeaf.put(stretch.leaf(), stretch));
        for (long leaf = from; leaf < to; leaf++) {
            if (!byLeaf.containsKey(leaf)) {
                findings.fault(Findings.REFS, "leaf " + leaf, "–", "outcomes");
            }
        }
        var reading = sources.reading(all);
        for (var stretch : all) {
            check(head, stretch, reading, window, findings);
        }
    }

    private void check(Head head, Stretch stretch, LeafSources.Reading reading, LeafWindow window, Findings findings) {
        var place = place(stretch);
        findings.committed(stretch.records());
        try {
            var opened = sources.opened(head, stretch, reading, window.hash());
            if (opened.isEmpty()) {
                findings.fault(Findings.NO_OUTCOMES, place, "–", stretch.records() + " records");
                return;
            }
            boolean same = rows(opened.get(), stretch, place, findings);
            var leafHash = window.hash().leaf(opened.get().leafText());
            var kept = LeafCheck.shown(window.kept(stretch.leaf()));
            window.today(
                    stretch.leaf(),
                    leafHash,
                    new LeafWindow.Mismatch(Findings.SETTLEMENT, same ? place : place + " *", kept));
        } catch (CannotOpen closed) {
            findings.fault(Findings.SALTS, place, closed.reason().code(), "16 × " + (stretch.records() + 1));
        }
    }

    private boolean rows(OpenedStretch opened, Stretch stretch, String place, Findings findings) {
        if (opened.rows().size() == stretch.records() && (opened.readsTheSame() || opened.commitsTheSame())) {
            return true;
        }
        if (sources.fieldsDestroyed(stretch)) {
            findings.remark(Findings.DESTROYED, place, "字段 fields");
            return true;
        }
        int rows = opened.rows().size();
        findings.fault(
                Findings.OUTCOMES,
                place,
                rows > stretch.records() ? "> " + stretch.records() + " records" : rows + " records",
                stretch.records() + " records, " + Findings.shown(stretch.root()));
        return false;
    }

    static String place(Stretch stretch) {
        var replay = stretch.replay() == 0 ? "" : ", 重放 replay " + stretch.replay();
        return MessageCheck.place(stretch.message()) + ", 行 rows " + stretch.firstRow() + "-" + stretch.lastRow()
                + replay;
    }
}
