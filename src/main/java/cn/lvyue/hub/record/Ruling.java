package cn.lvyue.hub.record;

/** What a person decides about a record that waits for one (裁定). The {@link #code()} is what tables store and must never change. */
public enum Ruling {
    /** What is parked, or the other version of a conflict, counts as it is. */
    RELEASE(1),
    /** What is parked, or the other version of a conflict, does not count; what the ledger has stays. */
    DISMISS(2),
    /** A suspected duplicate is the same matter as its lead: it is not delivered on its own. */
    SAME(3),
    /** A suspected duplicate is another matter: it counts and is delivered on its own. */
    DIFFERENT(4);

    private final int code;

    Ruling(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public static Ruling ofCode(int code) {
        return values()[code - 1];
    }
}
