package cn.lvyue.hub.reconciliation;

import cn.lvyue.hub.delivery.PlatformStatements.Held;
import org.jspecify.annotations.Nullable;

/** A difference before it is put into words. @param ours or {@code theirs} is null where only the other side has it */
record Differing(
        String code, @Nullable SentLine ours, @Nullable Held theirs) {
    static final String MISSING = "R150";
    static final String NOT_OURS = "R151";
    static final String OTHER_REVISION = "R152";
    static final String DOUBLED = "R153";
    static final String OTHER_AMOUNT = "R154";
    static final String REFUSED = "R155";
    static final String UNKNOWN = "R156";
    static final String HELD = "R157";
    static final String OVERDUE = "R158";
    static final String OTHER_STATE = "R159";
    static final String REFUSED_AND_THERE = "R160";

    String number() {
        if (ours != null) {
            return ours.number();
        }
        return theirs == null ? "" : theirs.sourceRecordNo();
    }
}
