package cn.lvyue.hub.record;

/**
 * How far a breach is established, as the standard pack's states tell: the only thing the national gate looks at.
 * The {@link #code()} is what tables store and must never change.
 */
public enum Standing {
    /** Not (or no longer) confirmed: never shown to the nation. */
    UNCONFIRMED(0),
    /** 已认定: a determining body has confirmed the breach. */
    CONFIRMED(1),
    /** The confirmed breach was made good (已纠正, 已修复, 已终止惩戒). */
    REPAIRED(2),
    /** The complaint was withdrawn, or the confirmation revoked or corrected away (撤诉, 撤销认定). */
    REVOKED(3);

    private final int code;

    Standing(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public static Standing ofCode(int code) {
        return values()[code];
    }
}
