package cn.lvyue.hub.proof;

import cn.lvyue.hub.proof.OutcomeStore.Stretch;
import cn.lvyue.hub.proof.Proofs.FieldProof;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Records some fields of which were erased: the digests of what is gone, the salts of what remains. */
@Repository
class ErasedStore {
    private final JdbcClient jdbc;

    ErasedStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One record.
     *
     * @param digests of the erased fields by their position in the commitment
     * @param names of the erased fields
     * @param salts of the fields that remain, in the order of the commitment, 16 bytes each
     */
    record Erased(TreeMap<Integer, byte[]> digests, List<String> names, byte[] salts) {
        int count() {
            return digests.size() + salts.length / Salts.BYTES;
        }

        /** In the order of the commitment. @param named what remains and what is there today beyond that */
        List<FieldProof> fields(Map<String, String> named, RecordCommitment record) {
            var fields = new ArrayList<FieldProof>();
            Iterator<Map.Entry<String, String>> rest = named.entrySet().stream()
                    .filter(one -> !names.contains(one.getKey()))
                    .iterator();
            int kept = 0;
            for (int i = 0; i < count(); i++) {
                var digest = digests.get(i);
                if (digest != null) {
                    fields.add(new FieldProof(null, null, null, digest));
                } else if (rest.hasNext()) {
                    var one = rest.next();
                    var salt = Arrays.copyOfRange(salts, kept * Salts.BYTES, (kept + 1) * Salts.BYTES);
                    kept++;
                    fields.add(new FieldProof(
                            one.getKey(), one.getValue(), salt, record.field(salt, one.getKey(), one.getValue())));
                }
            }
            rest.forEachRemaining(more -> fields.add(
                    new FieldProof(more.getKey(), more.getValue(), new byte[Salts.BYTES], new byte[Hashing.BYTES])));
            return fields;
        }
    }

    /** By row. */
    Map<Integer, Erased> of(Stretch stretch, Stretches stretches) {
        var found = new HashMap<Integer, Erased>();
        jdbc.sql("""
            select row_no, names, positions, digests, salts from proof.erased
            where message_id = ? and replay = ? and row_no between ? and ?\
            """)
                .params(stretch.message(), stretch.replay(), stretch.firstRow(), stretch.lastRow())
                .query(row -> {
                    int number = row.getInt("row_no");
                    var salts =
                            stretches.openRemaining(stretch.message(), stretch.replay(), number, row.getBytes("salts"));
                    found.put(number, erased(row, salts));
                });
        return found;
    }

    /** Those of some messages that have records of which fields were erased. */
    Set<Long> among(List<Long> messages) {
        return new HashSet<>(jdbc.sql("select distinct message_id from proof.erased where message_id = any (?)")
                .param(messages.toArray(Long[]::new))
                .query(Long.class)
                .list());
    }

    /** Whether the fields of a message's entries were destroyed. */
    boolean destroyed(long message) {
        return jdbc.sql("select exists (select from proof.destroyed where kind = 'entry-fields' and ref = ?)")
                .param(message)
                .query(Boolean.class)
                .single();
    }

    private static Erased erased(ResultSet row, byte[] salts) throws SQLException {
        var positions = (Number[]) row.getArray("positions").getArray();
        var bytes = row.getBytes("digests");
        var digests = new TreeMap<Integer, byte[]>();
        for (int i = 0; i < positions.length; i++) {
            digests.put(positions[i].intValue(), TileNodes.one(bytes, i));
        }
        return new Erased(digests, List.of((String[]) row.getArray("names").getArray()), salts);
    }

    void put(Stretch stretch, int row, Erased erased, byte[] sealedSalts, Instant now, String why) {
        var digests = new byte[erased.digests().size() * Hashing.BYTES];
        int at = 0;
        for (var digest : erased.digests().values()) {
            System.arraycopy(digest, 0, digests, at, Hashing.BYTES);
            at += Hashing.BYTES;
        }
        jdbc.sql("""
            insert into proof.erased (message_id, replay, row_no, names, positions, digests, salts, erased_at, why)
            values (:message, :replay, :row, :names, :positions, :digests, :salts, :at, :why)
            on conflict (message_id, replay, row_no) do update set names = excluded.names,
                positions = excluded.positions, digests = excluded.digests, salts = excluded.salts,
                erased_at = excluded.erased_at, why = excluded.why\
            """)
                .param("message", stretch.message())
                .param("replay", stretch.replay())
                .param("row", row)
                .param("names", erased.names().toArray(String[]::new))
                .param(
                        "positions",
                        erased.digests().keySet().stream()
                                .map(Integer::shortValue)
                                .toArray(Short[]::new))
                .param("digests", digests)
                .param("salts", sealedSalts)
                .param("at", now.atOffset(ZoneOffset.UTC))
                .param("why", why)
                .update();
    }

    /** Locks a stretch for the rest of the transaction and gives it as it is now. */
    Optional<Long> lock(Stretch stretch) {
        return jdbc.sql("""
            select leaf from proof.outcomes where message_id = ? and replay = ? and number = ? for update\
            """)
                .params(stretch.message(), stretch.replay(), stretch.number())
                .query(Long.class)
                .optional();
    }

    void keys(Stretch stretch, byte[] sealed) {
        jdbc.sql("update proof.outcomes set keys = ? where message_id = ? and replay = ? and number = ?")
                .params(sealed, stretch.message(), stretch.replay(), stretch.number())
                .update();
    }
}
