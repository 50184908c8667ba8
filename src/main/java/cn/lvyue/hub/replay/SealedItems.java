package cn.lvyue.hub.replay;

import cn.lvyue.hub.record.PersonalHolder;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.record.RecordId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What findings of {@code replay.item} quote, and the values that corrections put in. */
@Repository
class SealedItems implements PersonalHolder {
    private static final String WITHOUT_QUOTES =
            "regexp_replace(findings::text, ',\"(value|wanted)\":\"' || chr(57344) || 'sealed:[^\"]*\"', '', 'g')::json";

    /** A value a person put in becomes the empty text: the replay has ended and is read by people only. */
    private static final String CHANGES = """
            update replay.job j
            set changes = regexp_replace(changes::text, ':"' || chr(57344) || 'sealed:[^"]*"', ':""', 'g')::json
            where state in (6, 7) and changes::text like '%' || chr(57344) || 'sealed:%'
                and exists (select from replay.item i where i.job = j.id and i.record_id = ?)""";

    private final JdbcTemplate jdbc;
    private final PersonalSeal seal;
    private final FindingsText findings;

    SealedItems(JdbcTemplate jdbc, PersonalSeal seal) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.findings = new FindingsText(seal);
    }

    @Override
    public String table() {
        return "replay.item";
    }

    /** Plans are no part of the proof. */
    @Override
    public List<Held> of(RecordId id) {
        return List.of();
    }

    @Override
    public int erase(RecordId id) {
        int items = jdbc.update(
                "update replay.item set findings = " + WITHOUT_QUOTES
                        + " where record_id = ? and findings::text like '%' || chr(57344) || 'sealed:%'",
                id.sequence());
        return items + jdbc.update(CHANGES, id.sequence());
    }

    private record Row(long job, long message, int row, @Nullable String stored) {}

    @Override
    @Transactional
    public Stretch seal(@Nullable String after, int rows) {
        if (after == null) {
            sealChanges();
        }
        var parts = after == null ? new String[] {"0", "0", "0"} : after.split(":", -1);
        var found = jdbc.query(
                "select job, message_id, row_no, findings::text as findings from replay.item"
                        + " where (job, message_id, row_no) > (?, ?, ?) order by job, message_id, row_no limit ?",
                (row, n) -> new Row(
                        row.getLong("job"), row.getLong("message_id"), row.getInt("row_no"), row.getString("findings")),
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                Integer.parseInt(parts[2]),
                rows);
        var changes = new ArrayList<Object[]>();
        for (var row : found) {
            var stored = row.stored();
            if (stored != null) {
                seal.anew(findings.stored(stored))
                        .ifPresent(anew -> changes.add(
                                new Object[] {findings.text(anew), row.job(), row.message(), row.row(), stored}));
            }
        }
        jdbc.batchUpdate(
                "update replay.item set findings = ?::json where job = ? and message_id = ? and row_no = ?"
                        + " and findings::text = ?",
                changes);
        var last = found.isEmpty() ? null : found.get(found.size() - 1);
        boolean through = last == null || found.size() < rows;
        return new Stretch(
                through ? null : last.job() + ":" + last.message() + ":" + last.row(), found.size(), changes.size());
    }

    private record Job(long id, String changes) {}

    /** Replays are few. */
    private void sealChanges() {
        var jobs = jdbc.query(
                "select id, changes::text as changes from replay.job where changes is not null",
                (row, n) -> new Job(row.getLong("id"), row.getString("changes")));
        for (var job : jobs) {
            seal.anewValues(job.changes())
                    .ifPresent(anew -> jdbc.update(
                            "update replay.job set changes = ?::json where id = ? and changes::text = ?",
                            anew,
                            job.id(),
                            job.changes()));
        }
    }

    @Override
    public boolean uses(int dataKey) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from replay.item where findings::text ~ ?)"
                        + " or exists (select from replay.job where changes::text ~ ?)",
                Boolean.class,
                seal.pattern(dataKey),
                seal.pattern(dataKey)));
    }
}
