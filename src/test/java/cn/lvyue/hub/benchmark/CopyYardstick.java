package cn.lvyue.hub.benchmark;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * What PostgreSQL itself can do with the finished rows: COPY of the very same rows, raw and standard, into tables with the same
 * columns, constraints and indexes. Nothing is read, mapped or decided; the rows come from files that COPY wrote before.
 */
final class CopyYardstick {
    private static final int BUFFER = 1 << 16;

    /** Schema and name, in the order they are filled. */
    private static final List<String> TABLES = List.of(
            "archive.message", "archive.segment", "ledger.record", "ledger.revision", "ledger.entry", "ledger.due");

    static final String SCHEMA = "yardstick";

    /** How rows travel. Binary is what the hub uses, and the faster one. */
    private static final String FORMAT = " (format binary)";

    private CopyYardstick() {}

    /** Writes the finished tables of a database to files, one a table. */
    static void export(Connection connection, Path folder) throws SQLException, IOException {
        Files.createDirectories(folder);
        for (var table : TABLES) {
            try (var out = new BufferedOutputStream(Files.newOutputStream(folder.resolve(table)), BUFFER)) {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("copy (" + rowsOf(table) + ") to stdout" + FORMAT, out);
            }
        }
    }

    /** What came in and what was made of it, without what went out. */
    private static String rowsOf(String table) {
        return switch (table) {
            case "archive.message" -> "select * from archive.message where direction = 1";
            case "archive.segment" ->
                "select s.* from archive.segment s join archive.message m on m.id = s.message_id"
                        + " where direction = 1 order by s.message_id, s.number";
            default -> "select * from " + table;
        };
    }

    /** Empty tables like the finished ones. */
    private static void clone(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("drop schema if exists " + SCHEMA + " cascade");
            statement.execute("create schema " + SCHEMA);
            for (var table : TABLES) {
                statement.execute("create table %s (like %s including all)".formatted(clone(table), table));
            }
            statement.execute("checkpoint");
        }
    }

    private static String clone(String table) {
        return SCHEMA + table.substring(table.indexOf('.'));
    }

    private static long load(Connection connection, Path folder) throws SQLException, IOException {
        var copy = connection.unwrap(PGConnection.class).getCopyAPI();
        long rows = 0;
        for (var table : TABLES) {
            try (var in = new BufferedInputStream(Files.newInputStream(folder.resolve(table)), BUFFER)) {
                rows += copy.copyIn("copy " + clone(table) + " from stdin" + FORMAT, in, BUFFER);
            }
        }
        connection.commit();
        return rows;
    }

    /** {@code --url jdbc:postgresql://… --from folder}: clones the tables, loads the files, tells the time of the load alone. */
    public static void main(String[] args) throws Exception {
        var options = Options.parse(List.of(args));
        try (var connection = DriverManager.getConnection(options.text("url"))) {
            clone(connection);
            connection.setAutoCommit(false);
            var watch = Stopwatch.start();
            long rows = load(connection, Path.of(options.text("from")));
            Stopwatch.tell(watch.stop());
            System.out.println(rows + " rows");
        }
    }
}
