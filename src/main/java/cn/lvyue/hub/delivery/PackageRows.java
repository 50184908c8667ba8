package cn.lvyue.hub.delivery;

import cn.lvyue.hub.foreign.Column;
import cn.lvyue.hub.foreign.ForeignDatabase;
import cn.lvyue.hub.foreign.TableColumns;
import cn.lvyue.hub.standard.Role;
import cn.lvyue.hub.standard.StandardPack;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The rows of packages in the foreign table: inserted once, looked up by package id. */
final class PackageRows {
    private static final int REMOVED = 2;

    private final TableSettings settings;
    private final ForeignDatabase database;
    private final StandardPack pack;
    private final PackageHeads heads;
    private final Map<String, String> named;

    /** @throws IllegalStateException if the settings name a field the pack does not have */
    PackageRows(TableSettings settings, ForeignDatabase database, StandardPack pack) {
        this.settings = settings;
        this.database = database;
        this.pack = pack;
        this.heads = new PackageHeads(settings, database);
        this.named = named(settings, pack);
    }

    /** Names of settings lose their underscores on the way, unless they stand in brackets. */
    private static Map<String, String> named(TableSettings settings, StandardPack pack) {
        var fields = new HashMap<String, String>();
        pack.names().ids().forEach(field -> fields.put(plain(field), field));
        var named = new HashMap<String, String>();
        settings.columns().forEach((name, column) -> {
            var field = fields.get(plain(name));
            if (field == null) {
                throw new IllegalStateException(
                        "table.columns：标准包没有字段 %1$s / table.columns: the standard pack has no field %1$s"
                                .formatted(name));
            }
            named.put(field, column);
        });
        return named;
    }

    private static String plain(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
    }

    /** Where each value of a record goes. */
    private record Layout(String sql, Map<String, Column> own, Map<String, Column> fields) {
        Column column(String name) throws SQLException {
            var column = own.get(name.toLowerCase(Locale.ROOT));
            if (column == null) {
                throw new SQLException("表中没有列 / the table has no column " + name);
            }
            return column;
        }
    }

    private Layout layout(Connection connection) throws SQLException {
        var table = TableColumns.of(settings.dialect(), settings.schema(), settings.table(), connection);
        var byName = table.byName();
        var fields = new LinkedHashMap<String, Column>();
        for (var field : pack.names().ids()) {
            var name = named.get(field);
            var column = byName.get((name == null ? field : name).toLowerCase(Locale.ROOT));
            if (column != null) {
                fields.put(field, column);
            } else if (!"-".equals(name) && (name != null || !isTold(field))) {
                throw new SQLException(
                        "字段 %1$s 没有对应的列；请在 table.columns 中指定，或以 - 略去 / field %1$s has no column; name one in table.columns or leave it out with -"
                                .formatted(field));
            }
        }
        return new Layout(table.sql(), byName, fields);
    }

    /** Revision and kind have columns of their own. */
    private boolean isTold(String field) {
        return field.equals(pack.field(Role.REVISION).id())
                || field.equals(pack.field(Role.DATA_STATE).id());
    }

    /** Inserts a package, or, where it is there already, makes its refused rows fresh again. */
    void insert(Connection connection, UUID packageId, JsonNode body, Instant now) throws SQLException {
        var layout = layout(connection);
        heads.insert(connection, packageId, body.path("envelope"), now);
        if (count(connection, layout, packageId) > 0) {
            renew(connection, layout, packageId);
        } else {
            insertRows(connection, layout, packageId, body.path("records"), now);
        }
    }

    private long count(Connection connection, Layout layout, UUID packageId) throws SQLException {
        var id = layout.column(settings.own().packageId());
        var sql = "select count(*) from %s where %s = ?".formatted(layout.sql(), id.sql());
        try (var query = database.prepare(connection, sql)) {
            id.bind(query, 1, packageId.toString());
            try (var count = query.executeQuery()) {
                count.next();
                return count.getLong(1);
            }
        }
    }

    private void renew(Connection connection, Layout layout, UUID packageId) throws SQLException {
        var refused = settings.words().refused();
        if (refused.isEmpty()) {
            return;
        }
        var status = layout.column(settings.own().status());
        var id = layout.column(settings.own().packageId());
        var sql = "update %s set %s = ? where %s = ? and %s in (%s)"
                .formatted(
                        layout.sql(),
                        status.sql(),
                        id.sql(),
                        status.sql(),
                        String.join(", ", Collections.nCopies(refused.size(), "?")));
        try (var update = database.prepare(connection, sql)) {
            status.bind(update, 1, settings.words().fresh());
            id.bind(update, 2, packageId.toString());
            int at = 3;
            for (var value : refused) {
                status.bind(update, at++, value);
            }
            update.executeUpdate();
        }
    }

    private void insertRows(Connection connection, Layout layout, UUID packageId, JsonNode records, Instant now)
            throws SQLException {
        var own = settings.own();
        var columns = new ArrayList<Column>();
        for (var name : List.of(own.packageId(), own.recordNo(), own.op(), own.version(), own.status(), own.time())) {
            columns.add(layout.column(name));
        }
        int owned = columns.size();
        columns.addAll(layout.fields().values());
        var sql = "insert into %s (%s) values (%s)"
                .formatted(
                        layout.sql(),
                        columns.stream().map(Column::sql).collect(Collectors.joining(", ")),
                        String.join(", ", Collections.nCopies(columns.size(), "?")));
        try (var insert = database.prepare(connection, sql)) {
            int number = 1;
            for (var one : records) {
                columns.get(0).bind(insert, 1, packageId.toString());
                columns.get(1).bind(insert, 2, Integer.toString(number++));
                columns.get(2).bind(insert, 3, op(one));
                columns.get(3)
                        .bind(insert, 4, text(one, pack.field(Role.REVISION).id()));
                columns.get(4).bind(insert, 5, settings.words().fresh());
                columns.get(5).bindNow(insert, 6, now);
                int at = owned + 1;
                for (var field : layout.fields().entrySet()) {
                    DataValue.bind(field.getValue(), insert, at++, text(one, field.getKey()));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private String op(JsonNode one) {
        int state = one.path(pack.field(Role.DATA_STATE).id()).asInt();
        var words = settings.words();
        return state == REMOVED ? words.removed() : state == 0 ? words.added() : words.changed();
    }

    private static @Nullable String text(JsonNode one, String field) {
        var value = one.path(field);
        return value.isValueNode() && !value.isNull() ? value.asString() : null;
    }

    FoundRows find(Connection connection, UUID packageId) throws SQLException {
        var layout = layout(connection);
        var head = heads.status(connection, packageId);
        var own = settings.own();
        var number = layout.fields().get(pack.field(Role.SOURCE_RECORD_NO).id());
        if (number == null) {
            throw new SQLException("来源编号须有对应的列 / the source record number needs a column");
        }
        var id = layout.column(own.packageId());
        var sql = "select %s, %s, %s, %s from %s where %s = ? order by %s"
                .formatted(
                        number.sql(),
                        layout.column(own.status()).sql(),
                        layout.column(own.reason()).sql(),
                        layout.column(own.platformId()).sql(),
                        layout.sql(),
                        id.sql(),
                        layout.column(own.recordNo()).sql());
        var rows = new ArrayList<FoundRows.Row>();
        try (var query = database.prepare(connection, sql)) {
            id.bind(query, 1, packageId.toString());
            try (var found = query.executeQuery()) {
                while (found.next()) {
                    rows.add(new FoundRows.Row(
                            found.getString(1), stripped(found.getString(2)), found.getString(3), found.getString(4)));
                }
            }
        }
        return new FoundRows(
                rows, head.isPresent(), head.map(PackageHeads.Head::status).orElse(null));
    }

    /** Columns of a fixed length pad. */
    private static @Nullable String stripped(@Nullable String text) {
        return text == null ? null : text.strip();
    }
}
