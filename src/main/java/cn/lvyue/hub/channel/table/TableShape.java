package cn.lvyue.hub.channel.table;

import cn.lvyue.hub.record.TemporaryFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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

    /** Tries the names as they are configured, then in lower and in upper case, as databases fold names without quotes. */
    static TableShape of(TableSource source, Connection connection) throws SQLException {
        SQLException first = null;
        for (var fold : Fold.values()) {
            var dialect = source.dialect();
            var sql = dialect.quoted(fold.of(source.schema())) + "." + dialect.quoted(fold.of(source.table()));
            try {
                return of(source, sql, columns(connection, dialect, sql));
            } catch (SQLException notThere) {
                if (connection.isClosed() || !connection.isValid(5)) {
                    throw notThere;
                }
                connection.rollback();
                first = first == null ? notThere : first;
            }
        }
        throw first == null ? new SQLException("no table") : first;
    }

    private enum Fold {
        NONE,
        LOWER,
        UPPER;

        String of(String name) {
            return switch (this) {
                case NONE -> name;
                case LOWER -> name.toLowerCase(Locale.ROOT);
                case UPPER -> name.toUpperCase(Locale.ROOT);
            };
        }
    }

    private static List<Column> columns(Connection connection, Dialect dialect, String sql) throws SQLException {
        try (var query = connection.prepareStatement("select * from " + sql + " where 1 = 0");
                var none = query.executeQuery()) {
            var about = none.getMetaData();
            var columns = new ArrayList<Column>();
            for (int i = 1; i <= about.getColumnCount(); i++) {
                var name = about.getColumnName(i);
                columns.add(new Column(
                        name,
                        dialect.quoted(name),
                        about.getColumnType(i),
                        about.getColumnTypeName(i),
                        about.getPrecision(i)));
            }
            return columns;
        }
    }

    private static TableShape of(TableSource source, String sql, List<Column> all) {
        var byName = new TreeMap<String, Column>();
        all.forEach(column -> byName.put(column.name().toLowerCase(Locale.ROOT), column));
        var status = source.status();
        var written = status == null ? List.<String>of() : status.names();
        var ours = written.stream().map(name -> column(byName, source, name)).collect(Collectors.toSet());
        var wanted = source.columns().stream()
                .map(name -> column(byName, source, name))
                .collect(Collectors.toSet());
        var data = all.stream()
                .filter(column -> !ours.contains(column) && (wanted.isEmpty() || wanted.contains(column)))
                .toList();
        var key =
                source.key().stream().map(name -> column(byName, source, name)).toList();
        return new TableShape(sql, byName, data, key);
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
