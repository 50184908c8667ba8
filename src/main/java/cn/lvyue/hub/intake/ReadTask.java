package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.CellKind;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Places;
import cn.lvyue.hub.record.ReadPlan;
import cn.lvyue.hub.record.ReturnMark;
import cn.lvyue.hub.record.SourceRecord;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reading of one message: its plan, the limits, and the count and findings so far over all its files. */
final class ReadTask {
    /** A message of thousands of bad parts is described well enough by its first ones. */
    private static final int MOST_FINDINGS = 100;

    final ReadPlan plan;
    final IntakeSettings settings;
    final ExpandingBytes.Budget budget;
    final Patience patience;
    private final List<Finding> findings = new ArrayList<>();
    private int read;

    ReadTask(ReadPlan plan, IntakeSettings settings, Clock clock) {
        this.plan = plan;
        this.settings = settings;
        this.patience = new Patience(clock, Patience.processorTime(), settings);
        this.budget = new ExpandingBytes.Budget(settings, patience);
    }

    /** Counts one more record. */
    SourceRecord record(
            long position,
            Places places,
            @Nullable String[] values,
            CellKind @Nullable [] kinds,
            List<Finding> faults) {
        return record(position, places, values, kinds, faults, null);
    }

    /** @param answers the mark of a returned copy that its row still carries */
    SourceRecord record(
            long position,
            Places places,
            @Nullable String[] values,
            CellKind @Nullable [] kinds,
            List<Finding> faults,
            @Nullable ReturnMark answers) {
        return new SourceRecord(++read, position, places, values, kinds, faults, answers);
    }

    @Nullable
    String[] emptyValues() {
        return new String[plan.sourceFields().size()];
    }

    void note(Finding finding) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(finding);
        }
    }

    int read() {
        return read;
    }

    List<Finding> findings() {
        return findings;
    }

    /** How a limit is named in a finding. */
    String limit(String setting, Object value) {
        return "hub.intake." + setting + " = " + value;
    }
}
