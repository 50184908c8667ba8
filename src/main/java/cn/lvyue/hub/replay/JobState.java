package cn.lvyue.hub.replay;

/** How far a replay is on the hub's side. The code is what tables store and must never change. */
enum JobState {
    PLANNING(1),
    PLANNED(2),
    RUNNING(3),
    PAUSED(4),
    STOPPED(5),
    CANCELLED(6),
    ENDED(7);

    private final int code;

    JobState(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static JobState ofCode(int code) {
        return values()[code - 1];
    }
}
