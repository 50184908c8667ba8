package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.PersonalHolder;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.record.RecordId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What findings of {@code ledger.replayed} quote. */
@Repository
class SealedReplays implements PersonalHolder {
    private final JdbcTemplate jdbc;
    private final PersonalSeal seal;
    private final FindingsJson json;

    SealedReplays(JdbcTemplate jdbc, PersonalSeal seal) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.json = new FindingsJson(seal);
    }

    @Override
    public String table() {
        return "ledger.replayed";
    }

    @Override
    public List<Held> of(RecordId id) {
        return jdbc.query(
                "select message_id, row_no from ledger.replayed where record_id = ? and " + SealedEntries.QUOTES,
                (row, n) -> new Held(row.getLong("message_id"), row.getInt("row_no"), Set.of(Held.FINDINGS)),
                id.sequence());
    }

    @Override
    public int erase(RecordId id) {
        return jdbc.update(
                "update ledger.replayed set findings = " + SealedEntries.WITHOUT_QUOTES + " where record_id = ? and "
                        + SealedEntries.QUOTES,
                id.sequence());
    }

    private record Row(long replay, long message, int row, @Nullable String findings) {}

    @Override
    @Transactional
    public Stretch seal(@Nullable String after, int rows) {
        var parts = after == null ? new String[] {"0", "0", "0"} : after.split(":", -1);
        var found = jdbc.query(
                "select replay, message_id, row_no, findings::text as findings from ledger.replayed"
                        + " where (replay, message_id, row_no) > (?, ?, ?) order by replay, message_id, row_no limit ?",
                (row, n) -> new Row(
                        row.getLong("replay"), row.getLong("message_id"), row.getInt("row_no"), row.getString("findings")),
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                Integer.parseInt(parts[2]),
                rows);
        var changes = new ArrayList<Object[]>();
        for (var row : found) {
            var findings = row.findings();
            if (findings != null) {
                seal.anew(json.stored(findings))
                        .ifPresent(anew -> changes.add(
                                new Object[] {json.text(anew), row.replay(), row.message(), row.row(), findings}));
            }
        }
        jdbc.batchUpdate(
                "update ledger.replayed set findings = ?::json where replay = ? and message_id = ? and row_no = ?"
                        + " and findings::text = ?",
                changes);
        var last = found.isEmpty() ? null : found.get(found.size() - 1);
        boolean through = last == null || found.size() < rows;
        return new Stretch(
                through ? null : last.replay() + ":" + last.message() + ":" + last.row(), found.size(), changes.size());
    }

    @Override
    public boolean uses(int dataKey) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from ledger.replayed where findings::text ~ ?)",
                Boolean.class,
                seal.pattern(dataKey)));
    }
}
