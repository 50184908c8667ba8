package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.PersonalHolder;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.record.PersonalSeal.Parted;
import cn.lvyue.hub.record.RecordId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Personal values of {@code ledger.entry}: fields that somebody has to look at, and what findings quote. */
@Repository
class SealedEntries implements PersonalHolder {
    /** Takes sealed values and what is wanted instead of them out of findings; they are never a finding's first member. */
    static final String WITHOUT_QUOTES =
            "regexp_replace(findings::text, ',\"(value|wanted)\":\"' || chr(57344) || 'sealed:[^\"]*\"', '', 'g')::json";

    static final String QUOTES = "findings::text like '%' || chr(57344) || 'sealed:%'";

    private final JdbcTemplate jdbc;
    private final PersonalSeal seal;
    private final FindingsJson json;

    SealedEntries(JdbcTemplate jdbc, PersonalSeal seal) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.json = new FindingsJson(seal);
    }

    @Override
    public String table() {
        return "ledger.entry";
    }

    @Override
    public List<Held> of(RecordId id) {
        return jdbc.query(
                "select message_id, row_no, case when personal is not null then fields end as fields, " + QUOTES
                        + " as quotes from ledger.entry where record_id = ? and (personal is not null or " + QUOTES + ")",
                (row, n) -> {
                    var held = new HashSet<String>();
                    var open = row.getBytes("fields");
                    if (open != null) {
                        held.addAll(seal.places(open));
                    }
                    if (row.getBoolean("quotes")) {
                        held.add(Held.FINDINGS);
                    }
                    return new Held(row.getLong("message_id"), row.getInt("row_no"), held);
                },
                id.sequence());
    }

    @Override
    public int erase(RecordId id) {
        return jdbc.update(
                "update ledger.entry set personal = null, findings = " + WITHOUT_QUOTES
                        + " where record_id = ? and (personal is not null or " + QUOTES + ")",
                id.sequence());
    }

    private record Row(long message, int row, @Nullable Parted stored, @Nullable String findings) {}

    @Override
    @Transactional
    public Stretch seal(@Nullable String after, int rows) {
        var from = RowKey.of(after);
        var found = jdbc.query(
                "select message_id, row_no, fields, personal, findings::text as findings from ledger.entry"
                        + " where (message_id, row_no) > (?, ?) order by message_id, row_no limit ?",
                (row, n) -> {
                    var fields = row.getBytes("fields");
                    return new Row(
                            row.getLong("message_id"),
                            row.getInt("row_no"),
                            fields == null ? null : new Parted(fields, row.getBytes("personal")),
                            row.getString("findings"));
                },
                from.first(),
                from.second(),
                rows);
        var changes = new ArrayList<Object[]>();
        found.forEach(row -> change(row).ifPresent(changes::add));
        jdbc.batchUpdate(
                "update ledger.entry set fields = ?::json, personal = ?, findings = ?::json where message_id = ? and row_no = ?"
                        + " and personal is not distinct from ? and findings::text is not distinct from ?",
                changes);
        var last = found.isEmpty() ? null : found.get(found.size() - 1);
        boolean through = last == null || found.size() < rows;
        return new Stretch(through ? null : new RowKey(last.message(), last.row()).text(), found.size(), changes.size());
    }

    private Optional<Object[]> change(Row row) {
        var stored = row.stored();
        var findings = row.findings();
        var fieldsAnew = stored == null ? Optional.<Parted>empty() : seal.anew(stored, row.message(), row.row());
        var findingsAnew = findings == null ? Optional.<String>empty() : seal.anew(json.stored(findings)).map(json::text);
        if (fieldsAnew.isEmpty() && findingsAnew.isEmpty()) {
            return Optional.empty();
        }
        var kept = fieldsAnew.isPresent() ? fieldsAnew.get() : stored;
        return Optional.of(new Object[] {
            kept == null ? null : new String(kept.open(), StandardCharsets.UTF_8),
            kept == null ? null : kept.sealed(),
            findingsAnew.orElse(findings),
            row.message(),
            row.row(),
            stored == null ? null : stored.sealed(),
            findings
        });
    }

    @Override
    public boolean uses(int dataKey) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from ledger.entry where substring(personal, 2, 4) = int4send(?)"
                        + " or findings::text ~ ?)",
                Boolean.class,
                dataKey,
                seal.pattern(dataKey)));
    }
}
