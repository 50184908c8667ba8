package cn.lvyue.hub.reconciliation;

/** How far a revision is on its way to a platform. The position is what the views of schema {@code reconciliation} tell. */
enum Stage {
    LOST,
    PENDING,
    HELD,
    FAILED,
    UNKNOWN,
    AWAITING,
    RECEIPTED,
    REFUSED,
    SUPERSEDED;

    static Stage ofCode(int code) {
        return values()[code];
    }

    /** The platform said that it has the package, and nothing against the record. */
    boolean shouldBeThere() {
        return this == AWAITING || this == RECEIPTED;
    }

    boolean waitsForAPerson() {
        return this == HELD || this == FAILED;
    }
}
