package cn.lvyue.hub.proof;

/** What stands behind a leaf. The code is what tables store and must never change. */
enum Kind {
    MESSAGE(1),
    AUDIT(2),
    OUTCOMES(3);

    private final int code;

    Kind(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Kind ofCode(int code) {
        return values()[code - 1];
    }
}
