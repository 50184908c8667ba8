package cn.lvyue.hub.ops;

/** Whether data of a period came. The code is what tables store and must never change. */
public enum ArrivalState {
    WAITING(1),
    ARRIVED(2),
    LATE(3),
    ARRIVED_LATE(4);

    private final int code;

    ArrivalState(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static ArrivalState ofCode(int code) {
        return values()[code - 1];
    }
}
