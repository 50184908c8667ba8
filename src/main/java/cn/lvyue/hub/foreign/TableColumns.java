package cn.lvyue.hub.foreign;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a foreign table really looks like.
 *
 * @param sql schema and table in quotes, as the database spells them
 * @param all the columns in the table's order
 */
public record TableColumns(String sql, List<Column> all) {

    /** Tries the names as they are configured, then in lower and in upper case, as databases fold names without quotes. */
    public static TableColumns of(Dialect dialect, String schema, String table, Connection connection)
            throws SQLException {
        SQLException first = null;
        for (var fold : Fold.values()) {
            var sql = dialect.quoted(fold.of(schema)) + "." + dialect.quoted(fold.of(table));
            try {
                return new TableColumns(sql, columns(connection, dialect, sql));
            } catch (SQLException notThere) {
                if (connection.isClosed() || !connection.isValid(5)) {
                    throw notThere;
                }
                connection.rollback();
                first = first == null || DatabaseRefusal.isMissing(first) && !DatabaseRefusal.isMissing(notThere)
                        ? notThere
                        : first;
            }
        }
        throw first == null ? new SQLException("no table") : first;
    }

    /** By name in lower case. */
    public Map<String, Column> byName() {
        var byName = new TreeMap<String, Column>();
        all.forEach(column -> byName.put(column.name().toLowerCase(Locale.ROOT), column));
        return byName;
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
}
