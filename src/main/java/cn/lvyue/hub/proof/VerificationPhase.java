package cn.lvyue.hub.proof;

/** What a check does, one after the other. The code is what tables store and must never change. */
enum VerificationPhase {
    LEAVES,
    MESSAGES,
    AUDIT,
    REVISIONS,
    REPLAYS,
    DAYS,
    END;

    int code() {
        return ordinal();
    }

    static VerificationPhase ofCode(int code) {
        return values()[code];
    }

    VerificationPhase next() {
        return values()[ordinal() + 1];
    }
}
