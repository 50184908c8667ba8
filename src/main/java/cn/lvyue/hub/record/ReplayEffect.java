package cn.lvyue.hub.record;

/** What doing a record again changes, or would change. The {@link #code()} is what tables store and must never change. */
public enum ReplayEffect {
    /** A complaint nobody knew gets its first revision. */
    NEW(1),
    /** A known complaint gets another revision. */
    CHANGED(2),
    /** Nothing: the ledger has it as it is read today, or something newer. */
    UNCHANGED(3),
    /** Nothing, although somebody may have hoped for something: the record is still refused, or a person has to decide. */
    IMPOSSIBLE(4);

    private final int code;

    ReplayEffect(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public static ReplayEffect ofCode(int code) {
        return values()[code - 1];
    }
}
