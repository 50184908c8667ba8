package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.PersonalHolder;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.record.PersonalSeal.Parted;
import cn.lvyue.hub.record.RecordId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Personal values of {@code ledger.revision}. */
@Repository
class SealedRevisions implements PersonalHolder {
    private final JdbcTemplate jdbc;
    private final PersonalSeal seal;

    SealedRevisions(JdbcTemplate jdbc, PersonalSeal seal) {
        this.jdbc = jdbc;
        this.seal = seal;
    }

    @Override
    public String table() {
        return "ledger.revision";
    }

    @Override
    public List<Held> of(RecordId id) {
        return jdbc.query(
                "select message_id, row_no, fields from ledger.revision where record_id = ? and personal is not null",
                (row, n) -> new Held(row.getLong("message_id"), row.getInt("row_no"), seal.places(row.getBytes("fields"))),
                id.sequence());
    }

    @Override
    public int erase(RecordId id) {
        return jdbc.update(
                "update ledger.revision set personal = null where record_id = ? and personal is not null",
                id.sequence());
    }

    private record Row(long record, int revision, long message, int row, Parted stored) {}

    @Override
    @Transactional
    public Stretch seal(@Nullable String after, int rows) {
        var from = RowKey.of(after);
        var found = jdbc.query(
                "select record_id, revision, message_id, row_no, fields, personal from ledger.revision"
                        + " where (record_id, revision) > (?, ?) order by record_id, revision limit ?",
                (row, n) -> new Row(
                        row.getLong("record_id"),
                        row.getInt("revision"),
                        row.getLong("message_id"),
                        row.getInt("row_no"),
                        new Parted(row.getBytes("fields"), row.getBytes("personal"))),
                from.first(),
                from.second(),
                rows);
        var changes = new ArrayList<Object[]>();
        for (var row : found) {
            seal.anew(row.stored(), row.message(), row.row()).ifPresent(anew -> changes.add(change(row, anew)));
        }
        jdbc.batchUpdate(
                "update ledger.revision set fields = ?::json, personal = ?"
                        + " where record_id = ? and revision = ? and personal is not distinct from ?",
                changes);
        return new Stretch(end(found, rows), found.size(), changes.size());
    }

    private static Object[] change(Row row, Parted anew) {
        var open = new String(anew.open(), StandardCharsets.UTF_8);
        return new Object[] {open, anew.sealed(), row.record(), row.revision(), row.stored().sealed()};
    }

    private static @Nullable String end(List<Row> found, int rows) {
        if (found.size() < rows) {
            return null;
        }
        var last = found.get(found.size() - 1);
        return new RowKey(last.record(), last.revision()).text();
    }

    @Override
    public boolean uses(int dataKey) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from ledger.revision where substring(personal, 2, 4) = int4send(?))",
                Boolean.class,
                dataKey));
    }
}
