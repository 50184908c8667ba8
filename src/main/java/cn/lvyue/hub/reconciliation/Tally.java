package cn.lvyue.hub.reconciliation;

import cn.lvyue.hub.reconciliation.Statement.Totals;
import cn.lvyue.hub.record.Fen;
import cn.lvyue.hub.signing.Sm3;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.jspecify.annotations.Nullable;

/** Counts, adds up and digests records that come sorted by source record number and revision. */
final class Tally {
    private final SM3Digest digest = new SM3Digest();
    private final Sums sums = new Sums();
    private long records;

    void add(String number, int revision, @Nullable Long fen) {
        byte[] line = (number + "\t" + revision + "\n").getBytes(StandardCharsets.UTF_8);
        digest.update(line, 0, line.length);
        sums.addOne(Stage.RECEIPTED, fen == null ? 0 : fen);
        records++;
    }

    /** To be asked once. */
    String digest() {
        return Sm3.finished(digest);
    }

    /** To be asked once. */
    Totals totals() {
        return new Totals(records, Fen.wan(sums.fen(Stage.RECEIPTED)), digest());
    }
}
