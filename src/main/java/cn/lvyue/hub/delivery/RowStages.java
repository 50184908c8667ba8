package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.StageReceipt.RecordResult;
import cn.lvyue.hub.record.Alarms;
import cn.lvyue.hub.record.Alarms.Alarm;
import cn.lvyue.hub.record.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a receiver wrote beside the rows of a package as receipts. A stage is told once every row has reached it; a refused
 * row counts as examined; the last stage only once every row of the package is stored or refused.
 */
final class RowStages {
    static final String UNKNOWN_STATUS = "T173";

    private static final int EXAMINED = 3;
    private static final String GOOD = "0";
    private static final String PARTLY = "1";

    private final Target target;
    private final TableSettings.Words words;
    private final Alarms alarms;

    RowStages(Target target, TableSettings.Words words, Alarms alarms) {
        this.target = target;
        this.words = words;
        this.alarms = alarms;
    }

    /** @param expected how many records the package has */
    List<StageReceipt> of(FoundRows found, int expected) {
        if (expected == 0) {
            return ofZeroReport(found);
        }
        var refused = found.rows().stream()
                .filter(row -> words.refused().contains(String.valueOf(row.status())))
                .map(row -> new RecordResult(row.sourceRecordNo(), refusal(row), row.reason(), row.platformId()))
                .toList();
        int reached = found.rows().size() < expected ? 0 : leastReached(found.rows());
        var stages = new ArrayList<StageReceipt>();
        for (int stage = 1; stage <= Math.min(reached, EXAMINED); stage++) {
            stages.add(receipt(stage, stage == EXAMINED ? refused : List.of()));
        }
        if (reached < EXAMINED && !refused.isEmpty()) {
            stages.add(receipt(EXAMINED, refused));
        }
        for (int stage = EXAMINED + 1; stage <= reached; stage++) {
            boolean none = refused.size() == found.rows().size();
            stages.add(new StageReceipt("R" + stage, none ? PARTLY : GOOD, null, none ? refused : stored(found)));
        }
        return stages;
    }

    private static String refusal(FoundRows.Row row) {
        return GOOD.equals(row.status()) ? PARTLY : String.valueOf(row.status());
    }

    private static StageReceipt receipt(int stage, List<RecordResult> refused) {
        var message = refused.isEmpty() ? null : refused.size() + " refused";
        return new StageReceipt("R" + stage, refused.isEmpty() ? GOOD : PARTLY, message, refused);
    }

    private List<StageReceipt> ofZeroReport(FoundRows found) {
        int reached = found.head() ? level(found.headStatus()).orElse(0) : 0;
        var stages = new ArrayList<StageReceipt>();
        for (int stage = 1; stage <= reached; stage++) {
            stages.add(receipt(stage, List.of()));
        }
        return stages;
    }

    private List<RecordResult> stored(FoundRows found) {
        return found.rows().stream()
                .filter(row -> words.stored().contains(String.valueOf(row.status())))
                .map(row -> new RecordResult(row.sourceRecordNo(), GOOD, null, row.platformId()))
                .toList();
    }

    private int leastReached(List<FoundRows.Row> rows) {
        int least = last();
        boolean strange = false;
        for (var row : rows) {
            var level = level(row.status());
            strange |= level.isEmpty();
            least = Math.min(least, level.orElse(0));
        }
        tell(strange);
        return least;
    }

    private void tell(boolean strange) {
        if (strange) {
            alarms.raise(new Alarm(
                    UNKNOWN_STATUS,
                    target.id(),
                    Alarms.Level.WARNING,
                    "{subject}前置表的状态列有未约定的取值",
                    "the status column of the front-end table of {subject} holds a value that was not agreed"));
        } else {
            alarms.clear(UNKNOWN_STATUS, target.id());
        }
    }

    private int last() {
        return target == Target.NATIONAL ? 5 : 4;
    }

    /** Empty for a value nobody agreed on. A refused row has been through everything it will go through. */
    private OptionalInt level(@Nullable String status) {
        var value = String.valueOf(status);
        if (status == null || words.fresh().equals(value)) {
            return OptionalInt.of(0);
        }
        if (words.received().contains(value)) {
            return OptionalInt.of(1);
        }
        if (words.checked().contains(value)) {
            return OptionalInt.of(2);
        }
        if (words.passed().contains(value)) {
            return OptionalInt.of(EXAMINED);
        }
        boolean done = words.stored().contains(value) || words.refused().contains(value);
        return done ? OptionalInt.of(last()) : OptionalInt.empty();
    }
}
