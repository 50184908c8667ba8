package cn.lvyue.hub.channel.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes rows of a table that has columns for it: locks fresh rows that nobody else has locked, registers them, marks them as
 * taken, and lets go of the locks. Only then they are archived, from what was registered.
 */
final class Claiming implements Taking {
    /** Oracle takes at most 1,000 parameters in a list. */
    private static final int KEYS_AT_ONCE = 500;

    private final String name;
    private final TableSource source;
    private final StatusColumns status;
    private final ForeignTable table;
    private final Handover handover;
    private final BatchStore batches;
    private final Clock clock;

    Claiming(String name, TableSource source, ForeignTable table, Handover handover, BatchStore batches, Clock clock) {
        this.name = name;
        this.source = source;
        this.status = Objects.requireNonNull(source.status());
        this.table = table;
        this.handover = handover;
        this.batches = batches;
        this.clock = clock;
    }

    @Override
    public void take(int most, BooleanSupplier goOn) {
        for (int i = 0; i < most && goOn.getAsBoolean(); i++) {
            var batch = table.transaction(this::claim);
            if (batch.isEmpty()) {
                return;
            }
            batches.marked(batch.get().id());
            handover.archive(batch.get());
        }
    }

    private Optional<OpenBatch> claim(Connection connection, TableShape shape) throws SQLException {
        var rows = fresh(connection, shape);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        var body = JsonRow.message(source, rows).getBytes(UTF_8);
        var batch = batches.register(name, clock.instant(), body, rows);
        mark(connection, shape, batch, rows.stream().map(SourceRow::key).toList());
        return Optional.of(batch);
    }

    private List<SourceRow> fresh(Connection connection, TableShape shape) throws SQLException {
        var reader = new RowReader(source, shape);
        var order = Stream.concat(
                        Stream.of(source.time(), source.sequence()).filter(Objects::nonNull), source.key().stream())
                .distinct()
                .map(column -> shape.column(source, column).sql())
                .collect(Collectors.joining(", "));
        var keyed = shape.key().stream()
                .map(key -> " and " + key.sql() + " is not null")
                .collect(Collectors.joining());
        var ordered = "select %s from %s where %s%s order by %s"
                .formatted(reader.selection(), shape.sql(), isFresh(shape), keyed, order);
        try (var query = table.prepare(connection, source.dialect().claimed(ordered, source.batch()))) {
            bindFresh(query, 1, shape);
            query.setMaxRows(source.batch());
            query.setFetchSize(source.batch());
            try (var rows = query.executeQuery()) {
                return RowReader.all(rows, reader, source.batchSize().toBytes());
            }
        }
    }

    private String isFresh(TableShape shape) {
        var column = shape.column(source, status.column()).sql();
        var marks = String.join(", ", Collections.nCopies(status.fresh().size(), "?"));
        var listed = column + " in (" + marks + ")";
        return status.freshWhenNull() ? "(" + listed + " or " + column + " is null)" : listed;
    }

    private int bindFresh(PreparedStatement query, int from, TableShape shape) throws SQLException {
        var column = shape.column(source, status.column());
        int at = from;
        for (var value : status.fresh()) {
            column.bind(query, at++, value);
        }
        return at;
    }

    private void mark(Connection connection, TableShape shape, OpenBatch batch, List<List<String>> keys)
            throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        var takenBy = shape.optional(source, status.takenBy());
        var time = shape.optional(source, status.time());
        var sql = "update %s set %s = ?%s%s where %s"
                .formatted(
                        shape.sql(),
                        shape.column(source, status.column()).sql(),
                        takenBy == null ? "" : ", " + takenBy.sql() + " = ?",
                        time == null ? "" : ", " + time.sql() + " = ?",
                        shape.keyIs());
        try (var update = table.prepare(connection, sql)) {
            for (var key : keys) {
                int at = 1;
                shape.column(source, status.column()).bind(update, at++, status.taken());
                if (takenBy != null) {
                    takenBy.bind(update, at++, batch.mark());
                }
                if (time != null) {
                    time.bindNow(update, at++, clock.instant());
                }
                shape.bindKey(update, at, key);
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /** Whether the marks of a registered batch were committed is not known after a crash: rows that are still as they were get them. */
    @Override
    public void resume(OpenBatch batch) {
        if (batch.messageId() == null) {
            handover.archive(batch);
        }
        if (!batch.marked()) {
            table.transaction((connection, shape) -> markUnchanged(connection, shape, batch));
            batches.marked(batch.id());
        }
    }

    /** @return how many rows were marked */
    private int markUnchanged(Connection connection, TableShape shape, OpenBatch batch) throws SQLException {
        int marked = 0;
        for (int after = 0; after < batch.rows(); after += KEYS_AT_ONCE) {
            var registered = new HashMap<String, String>();
            var keys = new ArrayList<List<String>>();
            for (var row : batches.rows(batch.id(), after, after + KEYS_AT_ONCE)) {
                registered.put(JsonRow.array(row.key()), row.digest());
                keys.add(row.key());
            }
            if (!keys.isEmpty()) {
                var fresh = stillFresh(connection, shape, keys, registered);
                mark(connection, shape, batch, fresh);
                marked += fresh.size();
            }
        }
        return marked;
    }

    /** A row that its owner changed meanwhile is left fresh, to be taken again as it is now. */
    private List<List<String>> stillFresh(
            Connection connection, TableShape shape, List<List<String>> keys, Map<String, String> registered)
            throws SQLException {
        var reader = new RowReader(source, shape);
        var any = Collections.nCopies(keys.size(), "(" + shape.keyIs() + ")");
        var sql = "select %s from %s where %s and (%s) for update"
                .formatted(reader.selection(), shape.sql(), isFresh(shape), String.join(" or ", any));
        try (var query = table.prepare(connection, sql)) {
            int at = bindFresh(query, 1, shape);
            for (var key : keys) {
                at = shape.bindKey(query, at, key);
            }
            try (var rows = query.executeQuery()) {
                return RowReader.all(rows, reader, Long.MAX_VALUE).stream()
                        .filter(row -> row.digest().equals(registered.get(JsonRow.array(row.key()))))
                        .map(SourceRow::key)
                        .toList();
            }
        }
    }
}
