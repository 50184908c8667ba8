package cn.lvyue.hub.channel.table;

import cn.lvyue.hub.foreign.Column;
import cn.lvyue.hub.foreign.TableColumns;
import cn.lvyue.hub.record.TemporaryFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a foreign table really looks like: names as the database spells them, types and lengths.
 *
 * @param sql schema and table in quotes
 * @param columns all columns by name in lower case, in the table's order where it matters
 * @param data the columns that are archived, in the table's order
 * @param key the key columns, in the order of the settings
 */
record TableShape(String sql, Map<String, Column> columns, List<Column> data, List<Column> key) {

    static TableShape of(TableSource source, Connection connection) throws SQLException {
        return of(source, TableColumns.of(source.dialect(), source.schema(), source.table(), connection));
    }

    private static TableShape of(TableSource source, TableColumns found) {
        var byName = found.byName();
        var status = source.status();
        var written = status == null ? List.<String>of() : status.names();
        var ours = written.stream().map(name -> column(byName, source, name)).collect(Collectors.toSet());
        var wanted = source.columns().stream()
                .map(name -> column(byName, source, name))
                .collect(Collectors.toSet());
        var data = found.all().stream()
                .filter(column -> !ours.contains(column) && (wanted.isEmpty() || wanted.contains(column)))
                .toList();
        var key =
                source.key().stream().map(name -> column(byName, source, name)).toList();
        return new TableShape(found.sql(), byName, data, key);
    }

    private static Column column(Map<String, Column> columns, TableSource source, String name) {
        var column = columns.get(name.toLowerCase(Locale.ROOT));
        if (column == null) {
            throw new TemporaryFailure(
                    "表 %s 没有列 %s / table %s has no column %s".formatted(source.table(), name, source.table(), name));
        }
        return column;
    }

    /** @throws TemporaryFailure if the table has no such column: it may be added while the hub runs */
    Column column(TableSource source, String name) {
        return column(columns, source, name);
    }

    @Nullable
    Column optional(TableSource source, @Nullable String name) {
        return name == null || name.isEmpty() ? null : column(columns, source, name);
    }

    /** Of the key columns, for one row: {@code "ID" = ? and "NO" = ?}. */
    String keyIs() {
        return key.stream().map(column -> column.sql() + " = ?").collect(Collectors.joining(" and "));
    }

    /** @return the parameter behind the key */
    int bindKey(PreparedStatement statement, int from, List<String> values) throws SQLException {
        for (int i = 0; i < key.size(); i++) {
            key.get(i).bindKey(statement, from + i, values.get(i));
        }
        return from + key.size();
    }
}
