package cn.lvyue.hub.proof;

import cn.lvyue.hub.proof.OutcomeStore.Stretch;
import cn.lvyue.hub.proof.Proofs.FieldProof;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A stretch, its rows as they are today, and what makes their commitments. For one thread. */
final class OpenedStretch {
    private final Stretch stretch;
    private final Stretches.Of of;
    private final List<LedgerRow> rows;
    private final Salts salts;
    private final Map<Integer, ErasedStore.Erased> erased;
    private final RecordCommitment record;
    private final Commitments commitments;

    /** @param erased by row, for records some fields of which are gone */
    OpenedStretch(
            Stretch stretch,
            Stretches.Of of,
            List<LedgerRow> rows,
            Salts salts,
            Map<Integer, ErasedStore.Erased> erased,
            Hashing hash) {
        this.stretch = stretch;
        this.of = of;
        this.rows = rows;
        this.salts = salts;
        this.erased = erased;
        this.record = new RecordCommitment(hash);
        this.commitments = new Commitments(hash, of.message(), of.mapping(), of.pack());
    }

    List<String> erasedNames(int row) {
        var gone = erased.get(row);
        return gone == null ? List.of() : gone.names();
    }

    List<LedgerRow> rows() {
        return rows;
    }

    /** @return -1 if there is no such row */
    int position(int row) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).row() == row) {
                return i;
            }
        }
        return -1;
    }

    byte[] leafText() {
        return LeafText.outcomes(Stretches.text(stretch, of)).toBytes();
    }

    /** Whether the rows are as they were, by the shortest way: no field was erased, and they read the same. */
    boolean readsTheSame() {
        return erased.isEmpty() && Arrays.equals(commitments.rowsDigest(rows, salts), stretch.rowsDigest());
    }

    /** Whether the commitments come to the root, whatever was erased. */
    boolean commitsTheSame() {
        return rows.size() == stretch.records() && Arrays.equals(record.root(all()), stretch.root());
    }

    List<byte[]> path(int position) {
        return record.path(all(), position);
    }

    private List<byte[]> all() {
        var all = new ArrayList<byte[]>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            var digests = fields(i).stream().map(FieldProof::digest).toList();
            all.add(record.record(of.message(), rows.get(i).row(), digests));
        }
        return all;
    }

    /** In the order of the commitment. */
    List<FieldProof> fields(int position) {
        var row = rows.get(position);
        var gone = erased.get(row.row());
        var named = row.named(of.mapping(), of.pack());
        return gone == null ? whole(named, position) : gone.fields(named, record);
    }

    private List<FieldProof> whole(Map<String, String> named, int position) {
        var of = salts.ofRecord(position, named.size());
        var fields = new ArrayList<FieldProof>(named.size());
        named.forEach((name, value) -> {
            var salt = of[fields.size()];
            fields.add(new FieldProof(name, value, salt, record.field(salt, name, value)));
        });
        return fields;
    }
}
