package cn.lvyue.hub.replay;

import cn.lvyue.hub.record.BinaryCopy;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.Replayed;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Keeps what a plan tells of its records. */
final class PlannedItems {
    private static final String COPY = """
            copy replay.item (job, message_id, row_no, source_record_no, effect, outcome, record_id, revision, confirmed, findings)
            from stdin (format binary)""";

    private static final int COPIED_COLUMNS = 10;

    private static final String PLANNED = """
            insert into replay.item (job, message_id, row_no, source_record_no, effect, outcome, record_id, revision, confirmed,
                findings)
            select ?, k.* from unnest(?::bigint[], ?::int[], ?::text[], ?::smallint[], ?::smallint[], ?::bigint[], ?::int[],
                ?::bool[], ?::text[]::json[]) k
            on conflict (job, message_id, row_no) do update set source_record_no = excluded.source_record_no,
                effect = excluded.effect, outcome = excluded.outcome, record_id = excluded.record_id,
                revision = excluded.revision, confirmed = excluded.confirmed, findings = excluded.findings""";

    private record Column(String type, Function<Replayed, @Nullable Object> value) {}

    private final JdbcTemplate jdbc;
    private final FindingsText findings;
    private final List<Column> columns;

    PlannedItems(JdbcTemplate jdbc, FindingsText findings) {
        this.jdbc = jdbc;
        this.findings = findings;
        this.columns = columns(findings);
    }

    private static List<Column> columns(FindingsText findings) {
        return List.of(
                new Column("int8", Replayed::messageId),
                new Column("int4", Replayed::row),
                new Column("text", Replayed::sourceRecordNo),
                new Column("int2", each -> (short) each.effect().code()),
                new Column("int2", each -> (short) each.outcome().code()),
                new Column("int8", each -> sequence(each.recordId())),
                new Column("int4", Replayed::revision),
                new Column("bool", Replayed::confirmed),
                new Column("text", each -> findings.write(each.findings())));
    }

    private static @Nullable Long sequence(@Nullable RecordId id) {
        return id == null ? null : Long.valueOf(id.sequence());
    }

    /** Adds records of messages that are planned whole, of which nothing was listed. */
    void add(long job, List<Replayed> results) {
        if (results.isEmpty()) {
            return;
        }
        var rows = new BinaryCopy(COPIED_COLUMNS);
        for (var each : results) {
            rows.row()
                    .bigint(job)
                    .bigint(each.messageId())
                    .integer(each.row())
                    .text(each.sourceRecordNo())
                    .smallint(each.effect().code())
                    .smallint(each.outcome().code())
                    .bigint(sequence(each.recordId()))
                    .integer(each.revision())
                    .bool(each.confirmed())
                    .bytes(bytes(findings.write(each.findings())));
        }
        jdbc.execute((ConnectionCallback<Boolean>) connection -> copied(connection, rows));
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean copied(Connection connection, BinaryCopy rows) throws SQLException {
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
        try {
            byte[] bytes = rows.finished();
            copy.writeToCopy(bytes, 0, rows.length());
            copy.endCopy();
            return true;
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** Tells it of records that are listed. */
    void tell(long job, List<Replayed> results) {
        if (results.isEmpty()) {
            return;
        }
        jdbc.update(connection -> {
            var statement = connection.prepareStatement(PLANNED);
            statement.setLong(1, job);
            for (int i = 0; i < columns.size(); i++) {
                var column = columns.get(i);
                statement.setArray(
                        i + 2,
                        connection.createArrayOf(
                                column.type(),
                                results.stream().map(column.value()).toArray()));
            }
            return statement;
        });
    }
}
