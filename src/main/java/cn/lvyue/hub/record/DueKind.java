package cn.lvyue.hub.record;

/** What a due revision asks of a target (数据状态, CS_SJZT). The code is part of the outside format. */
public enum DueKind {
    NEW(0),
    CHANGE(1),
    REMOVE(2);

    private final int code;

    DueKind(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public static DueKind ofCode(int code) {
        return values()[code];
    }
}
