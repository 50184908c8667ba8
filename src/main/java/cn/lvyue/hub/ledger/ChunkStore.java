package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.BinaryCopy;
import cn.lvyue.hub.record.Matter;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.record.ReadEnd;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Writes what a chunk adds and changes, inside the caller's transaction. */
@Repository
class ChunkStore {
    private static final String PROGRESS = """
            update ledger.intake set rows_done = rows_done + ?, accepted = accepted + ?, updated = updated + ?,
                duplicate = duplicate + ?, stale = stale + ?, conflict = conflict + ?, rejected = rejected + ?, parked = parked + ?
            where message_id = ?""";

    private static final String UPDATE = """
            update ledger.record r set revision = k.revision, version = k.version, content = k.content, content_keyed = true, state = k.state,
                lead = k.lead, national = k.national, matter = k.matter, complainant_code = k.code, complainant_name = k.name
            from unnest(?::bigint[], ?::int[], ?::bigint[], ?::uuid[], ?::smallint[], ?::bigint[], ?::bool[], ?::uuid[],
                ?::bigint[], ?::bigint[]) k(id, revision, version, content, state, lead, national, matter, code, name)
            where r.id = k.id""";

    /** The arrays of {@link #UPDATE}, in order. */
    private static final List<Column> COLUMNS = List.of(
            new Column("int8", Long[]::new, dossier -> dossier.id().sequence()),
            new Column("int4", Integer[]::new, Dossier::revision),
            new Column("int8", Long[]::new, Dossier::version),
            new Column("uuid", UUID[]::new, Dossier::content),
            new Column("int2", Short[]::new, dossier -> (short) dossier.state().code()),
            new Column("int8", Long[]::new, Dossier::lead),
            new Column("bool", Boolean[]::new, Dossier::national),
            new Column("uuid", UUID[]::new, ofMatter(Matter::key)),
            new Column("int8", Long[]::new, ofMatter(Matter::complainantCode)),
            new Column("int8", Long[]::new, ofMatter(Matter::complainantName)));

    /** @param array of the value's own type: the driver sends such arrays in binary, and others as text */
    private record Column(String type, IntFunction<Object[]> array, Function<Dossier, @Nullable Object> value) {}

    private static Function<Dossier, @Nullable Object> ofMatter(Function<Matter, @Nullable Object> part) {
        return dossier -> {
            var matter = dossier.matter();
            return matter == null ? null : part.apply(matter);
        };
    }

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final FeedDays days;
    private final FindingsJson json;

    ChunkStore(JdbcTemplate jdbc, Clock clock, PersonalSeal seal) {
        this.json = new FindingsJson(seal);
        this.jdbc = jdbc;
        this.days = new FeedDays(jdbc);
        this.clock = clock;
    }

    /** Adds rows by COPY straight into their tables: {@link LedgerStore#becomeOnlyWriter()} makes conflicts impossible. */
    void add(Map<String, BinaryCopy> rows) {
        jdbc.execute((ConnectionCallback<Boolean>) connection -> {
            for (var table : rows.entrySet()) {
                if (!table.getValue().isEmpty()) {
                    copy(connection, table.getKey(), table.getValue());
                }
            }
            return true;
        });
    }

    private static void copy(Connection connection, String table, BinaryCopy rows) throws SQLException {
        var copy = connection.unwrap(PGConnection.class).getCopyAPI();
        var in = copy.copyIn("copy " + table + " from stdin (format binary)");
        try {
            byte[] bytes = rows.finished();
            in.writeToCopy(bytes, 0, rows.length());
            in.endCopy();
        } finally {
            if (in.isActive()) {
                in.cancelCopy();
            }
        }
    }

    void update(List<Dossier> changed) {
        if (changed.isEmpty()) {
            return;
        }
        jdbc.update(connection -> {
            var statement = connection.prepareStatement(UPDATE);
            for (int i = 0; i < COLUMNS.size(); i++) {
                var column = COLUMNS.get(i);
                var values = changed.stream().map(column.value()).toArray(column.array());
                statement.setArray(i + 1, connection.createArrayOf(column.type(), values));
            }
            return statement;
        });
    }

    void progress(long messageId, int rows, Map<Outcome, Integer> counts) {
        var values = new Object[Outcome.values().length + 2];
        values[0] = rows;
        for (var outcome : Outcome.values()) {
            values[outcome.code()] = counts.getOrDefault(outcome, 0);
        }
        values[values.length - 1] = messageId;
        jdbc.update(PROGRESS, values);
    }

    /** Adds what a transaction brought to the sums of its days. */
    void sum(DayTallies tallies) {
        tallies.each(days::add);
    }

    void end(Message message, ReadEnd end) {
        byte[] findings = json.write(end.findings());
        jdbc.update(
                "update ledger.intake set status = ?, finished_at = ?, findings = ?::json where message_id = ?",
                IntakeStatus.ending(end).code(),
                OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC),
                findings == null ? null : new String(findings, StandardCharsets.UTF_8),
                message.id());
    }
}
