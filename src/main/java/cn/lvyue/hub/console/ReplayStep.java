package cn.lvyue.hub.console;

import cn.lvyue.hub.api.ReplayAnswer;

/** Where somebody is on the way of a replay. */
enum ReplayStep {
    SELECT,
    HOW,
    PREVIEW,
    APPROVE,
    RUN,
    RESULT;

    static ReplayStep of(ReplayAnswer replay) {
        return switch (replay.state()) {
            case PLANNING -> PREVIEW;
            case PLANNED -> replay.needsApproval() && replay.approvedBy() == null ? APPROVE : PREVIEW;
            case RUNNING, PAUSED, STOPPED -> RUN;
            case CANCELLED, WAITING_FOR_RECEIPTS, DONE -> RESULT;
        };
    }
}
