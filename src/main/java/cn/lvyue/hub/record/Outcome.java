package cn.lvyue.hub.record;

/** What became of a source record (处理结果): exactly one of these. The code is what tables store and must never change. */
public enum Outcome {
    ACCEPTED(1),
    UPDATED(2),
    DUPLICATE(3),
    STALE(4),
    CONFLICT(5),
    REJECTED(6),
    PARKED(7);

    private final int code;

    Outcome(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public static Outcome ofCode(int code) {
        return values()[code - 1];
    }
}
