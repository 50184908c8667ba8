package cn.lvyue.hub.benchmark;

import cn.lvyue.hub.record.DueKind;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.record.Target;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The rows of one chunk, written with one JDBC batch per statement; the driver makes multi-row inserts of the batches. */
final class PeerRows {
    private static final String ENTRY = """
            insert into ledger.entry (message_id, row_no, place, source_record_no, outcome, record_id, revision, duplicate_of,
                findings, fields, personal)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";

    private static final String RECORD = """
            insert into ledger.record (id, feed, source_record_no, opened_on, channel, revision, version, content, state,
                national, matter, complainant_code, complainant_name)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";

    private static final String UPDATE =
            "update ledger.record set revision = ?, version = ?, content = ?, national = national or ? where id = ?";

    private static final String REVISION = """
            insert into ledger.revision (record_id, revision, at, message_id, row_no, standing, fields, personal)
            values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";

    private static final String DUE = """
            insert into ledger.due (target, record_id, revision, kind, feed, day, amount) values (?, ?, ?, ?, ?, ?, ?)""";

    private final Message message;
    private final short feed;
    private final OffsetDateTime now;
    private final JsonMapper json;
    private final PersonalSeal seal;
    private final List<Row> entries = new ArrayList<>();
    private final List<Row> records = new ArrayList<>();
    private final List<Row> updates = new ArrayList<>();
    private final List<Row> revisions = new ArrayList<>();
    private final List<Row> due = new ArrayList<>();

    private interface Row {
        void set(PreparedStatement to) throws SQLException;
    }

    PeerRows(Message message, short feed, OffsetDateTime now, JsonMapper json, PersonalSeal seal) {
        this.message = message;
        this.feed = feed;
        this.now = now;
        this.json = json;
        this.seal = seal;
    }

    void entry(Inspected item, Outcome outcome, PeerLedger.@Nullable Known record, @Nullable Integer revision) {
        entries.add(to -> {
            to.setLong(1, message.id());
            to.setInt(2, item.row());
            to.setString(3, item.place());
            to.setString(4, item.sourceRecordNo());
            to.setInt(5, outcome.code());
            to.setObject(6, record == null ? null : record.id(), Types.BIGINT);
            to.setObject(7, revision, Types.INTEGER);
            to.setObject(8, outcome == Outcome.DUPLICATE && record != null ? record.id() : null, Types.BIGINT);
            to.setString(9, findings(item.findings()));
            var aside =
                    outcome == Outcome.REJECTED || outcome == Outcome.CONFLICT ? item.parted(seal, message.id()) : null;
            to.setString(10, aside == null ? null : open(aside));
            to.setBytes(11, aside == null ? null : aside.sealed());
        });
    }

    /** @param state as the ledger stores it: 1 in force, 2 parked, 3 linked */
    void record(Inspected item, PeerLedger.Known opened, int state, boolean national) {
        var matter = item.matter();
        records.add(to -> {
            to.setLong(1, opened.id());
            to.setShort(2, feed);
            to.setString(3, item.sourceRecordNo());
            to.setObject(4, LocalDate.from(now));
            to.setString(5, item.channelCode());
            to.setInt(6, opened.revision());
            to.setObject(7, item.version(), Types.BIGINT);
            to.setObject(8, opened.content());
            to.setInt(9, state);
            to.setBoolean(10, national);
            to.setObject(11, matter == null ? null : matter.key(), Types.OTHER);
            to.setObject(12, matter == null ? null : matter.complainantCode(), Types.BIGINT);
            to.setObject(13, matter == null ? null : matter.complainantName(), Types.BIGINT);
        });
    }

    void update(PeerLedger.Known newer, boolean national) {
        updates.add(to -> {
            to.setInt(1, newer.revision());
            to.setLong(2, newer.version());
            to.setObject(3, newer.content());
            to.setBoolean(4, national);
            to.setLong(5, newer.id());
        });
    }

    void revision(Inspected item, PeerLedger.Known record) {
        revisions.add(to -> {
            to.setLong(1, record.id());
            to.setInt(2, record.revision());
            to.setObject(3, now);
            to.setLong(4, message.id());
            to.setInt(5, item.row());
            to.setInt(6, item.standing().code());
            var parted = item.parted(seal, message.id());
            to.setString(7, open(parted));
            to.setBytes(8, parted.sealed());
        });
    }

    void due(Target target, Inspected item, PeerLedger.Known record, DueKind kind) {
        due.add(to -> {
            to.setInt(1, target.code());
            to.setLong(2, record.id());
            to.setInt(3, record.revision());
            to.setInt(4, kind.code());
            to.setShort(5, feed);
            to.setObject(6, LocalDate.from(now));
            to.setObject(7, item.amount(), Types.BIGINT);
        });
    }

    void write(JdbcTemplate jdbc) {
        write(jdbc, RECORD, records);
        write(jdbc, UPDATE, updates);
        write(jdbc, REVISION, revisions);
        write(jdbc, ENTRY, entries);
        write(jdbc, DUE, due);
    }

    private static void write(JdbcTemplate jdbc, String sql, List<Row> rows) {
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(sql, rows, rows.size(), (statement, row) -> row.set(statement));
        }
    }

    private @Nullable String findings(List<Finding> findings) {
        return findings.isEmpty() ? null : json.writeValueAsString(seal.hidden(findings));
    }

    private static String open(PersonalSeal.Parted parted) {
        return new String(parted.open(), StandardCharsets.UTF_8);
    }
}
