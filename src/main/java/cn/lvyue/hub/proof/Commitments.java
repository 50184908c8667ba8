package cn.lvyue.hub.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commits to the records of one stretch. For one thread. */
final class Commitments {
    private static final byte ROWS = 4;

    private final Hashing hash;
    private final RecordCommitment record;
    private final long message;
    private final String mapping;
    private final String pack;

    Commitments(Hashing hash, long message, String mapping, String pack) {
        this.hash = hash;
        this.record = new RecordCommitment(hash);
        this.message = message;
        this.mapping = mapping;
        this.pack = pack;
    }

    /** The digests of a record's fields in the order of their names. */
    List<byte[]> digests(LedgerRow row, int position, Salts salts) {
        var named = row.named(mapping, pack);
        var of = salts.ofRecord(position, named.size());
        var digests = new ArrayList<byte[]>(named.size());
        named.forEach((name, value) -> digests.add(record.field(of[digests.size()], name, value)));
        return digests;
    }

    byte[] commitment(LedgerRow row, int position, Salts salts) {
        return record.record(message, row.row(), digests(row, position, salts));
    }

    byte[] root(List<LedgerRow> rows, Salts salts) {
        var all = new ArrayList<byte[]>(rows.size());
        for (var row : rows) {
            all.add(commitment(row, all.size(), salts));
        }
        return record.root(all);
    }

    /** Over the rows as they are read: every value with its length, so that no two lists of rows read the same. */
    byte[] rowsDigest(List<LedgerRow> rows, Salts salts) {
        hash.put(ROWS);
        hash.put(salts.ofStretch());
        for (var row : rows) {
            hash.putInt(row.row());
            put(row.place());
            put(row.sourceRecordNo());
            put(row.effect());
            hash.putInt(row.outcome());
            put(row.recordId());
            put(row.revision());
            put(row.duplicateOf());
            put(row.standing());
            put(row.findings());
            put(row.fields());
        }
        return hash.finish();
    }

    private void put(@Nullable Number value) {
        hash.put((byte) (value == null ? 0 : 1));
        if (value != null) {
            hash.putLong(value.longValue());
        }
    }

    private void put(@Nullable String value) {
        if (value == null) {
            hash.putInt(-1);
            return;
        }
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        hash.putInt(bytes.length);
        hash.put(bytes);
    }
}
