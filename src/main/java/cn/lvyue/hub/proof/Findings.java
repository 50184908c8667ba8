package cn.lvyue.hub.proof;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What one step of a check found and did. For one thread. */
final class Findings {
    static final String BODY = "A120";
    static final String METADATA = "A121";
    static final String MISSING = "A122";
    static final String NO_LEAF = "A123";
    static final String MOVED = "A124";
    static final String NODE = "A125";
    static final String REFS = "A126";
    static final String ROOT = "A127";
    static final String SIGNATURE = "A128";
    static final String CHAIN = "A129";
    static final String SHORTER = "A130";
    static final String PINNED = "A131";
    static final String OUTCOMES = "A132";
    static final String NO_OUTCOMES = "A133";
    static final String SETTLEMENT = "A134";
    static final String STRAY_REVISION = "A135";
    static final String SALTS = "A136";
    static final String AUDIT = "A137";
    static final String STAMP = "A138";
    static final String ELSEWHERE = "A140";
    static final String DESTROYED = "A141";
    static final String NOT_SIGNED = "A142";
    static final String NOT_CLOSED = "A143";

    private static final int SHOWN_BYTES = 8;

    private final List<One> all = new ArrayList<>();
    private long leaves;
    private long bytes;
    private long records;

    record One(boolean fault, String code, String place, String found, String wanted) {}

    void fault(String code, String place, String found, String wanted) {
        all.add(new One(true, code, place, found, wanted));
    }

    /** No fault, and to be known; told once for a place. */
    void remark(String code, String place, String found) {
        var one = new One(false, code, place, found, "");
        if (!all.contains(one)) {
            all.add(one);
        }
    }

    void looked(long more) {
        leaves += more;
    }

    void hashed(long more) {
        bytes += more;
    }

    void committed(long more) {
        records += more;
    }

    List<One> all() {
        return all;
    }

    long leaves() {
        return leaves;
    }

    long bytes() {
        return bytes;
    }

    long records() {
        return records;
    }

    /** Enough of a hash to tell it from others. */
    static String shown(byte[] hash) {
        return HexFormat.of().formatHex(hash, 0, Math.min(SHOWN_BYTES, hash.length)) + "…";
    }
}
