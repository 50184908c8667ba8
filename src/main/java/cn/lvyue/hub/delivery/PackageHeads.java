package cn.lvyue.hub.delivery;

import cn.lvyue.hub.foreign.Column;
import cn.lvyue.hub.foreign.ForeignDatabase;
import cn.lvyue.hub.foreign.TableColumns;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The optional table with one row a package: its envelope, in columns of the envelope's names with underscores. */
final class PackageHeads {
    private final TableSettings settings;
    private final ForeignDatabase database;

    PackageHeads(TableSettings settings, ForeignDatabase database) {
        this.settings = settings;
        this.database = database;
    }

    /** @param status what the receiver wrote */
    record Head(@Nullable String status) {}

    private static String column(String property) {
        return property.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** Gives the package its row, if there is such a table and it has none yet. */
    void insert(Connection connection, UUID packageId, JsonNode envelope, Instant now) throws SQLException {
        var table = settings.packages();
        if (table == null || status(connection, packageId).isPresent()) {
            return;
        }
        var shape = TableColumns.of(settings.dialect(), settings.schema(), table, connection);
        var values = values(shape.byName(), envelope, now);
        var sql = "insert into %s (%s) values (%s)"
                .formatted(
                        shape.sql(),
                        values.keySet().stream().map(Column::sql).collect(Collectors.joining(", ")),
                        String.join(", ", Collections.nCopies(values.size(), "?")));
        try (var insert = database.prepare(connection, sql)) {
            int at = 1;
            for (var value : values.entrySet()) {
                DataValue.bind(value.getKey(), insert, at++, value.getValue());
            }
            insert.executeUpdate();
        }
    }

    /** The envelope's values for which there is a column, and the status. */
    private Map<Column, String> values(Map<String, Column> columns, JsonNode envelope, Instant now) {
        var values = new LinkedHashMap<Column, String>();
        for (var property : envelope.properties()) {
            var column = columns.get(column(property.getKey()));
            if (column != null) {
                values.put(column, property.getValue().asString());
            }
        }
        var status = columns.get(settings.own().status().toLowerCase(Locale.ROOT));
        if (status != null) {
            values.put(status, settings.words().fresh());
        }
        var time = columns.get(settings.own().time().toLowerCase(Locale.ROOT));
        if (time != null) {
            values.put(time, DataValue.text(now));
        }
        return values;
    }

    Optional<Head> status(Connection connection, UUID packageId) throws SQLException {
        var table = settings.packages();
        if (table == null) {
            return Optional.empty();
        }
        var shape = TableColumns.of(settings.dialect(), settings.schema(), table, connection);
        var id = shape.byName().get("package_id");
        if (id == null) {
            throw new SQLException("表 %1$s 没有列 package_id / table %1$s has no column package_id".formatted(table));
        }
        var status = shape.byName().get(settings.own().status().toLowerCase(Locale.ROOT));
        var sql = "select %s from %s where %s = ?"
                .formatted(status == null ? id.sql() : status.sql(), shape.sql(), id.sql());
        try (var query = database.prepare(connection, sql)) {
            id.bind(query, 1, packageId.toString());
            try (var found = query.executeQuery()) {
                return found.next()
                        ? Optional.of(new Head(status == null ? null : found.getString(1)))
                        : Optional.empty();
            }
        }
    }
}
