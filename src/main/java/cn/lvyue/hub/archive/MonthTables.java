package cn.lvyue.hub.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Repository;

/** The partitions of a month as tables: locked, copied, taken out, put in. All in the caller's transaction. */
@Repository
class MonthTables {
    static final List<String> NAMES = List.of("message", "segment");

    /** In which rows are written, so that the same month always makes the same bytes. */
    private static final List<String> ORDER = List.of("id", "message_id, number");

    /** Nobody's post waits longer behind the taking out of a month that itself waits for a reader. */
    private static final String PATIENCE = "set local lock_timeout = '2s'";

    private static final String NOT_IN_TIME = "55P03";

    private final DataSource database;
    private final JdbcTemplate jdbc;

    MonthTables(DataSource database) {
        this.database = database;
        this.jdbc = new JdbcTemplate(database);
    }

    /** One upkeep at a time, whichever the node. @return whether it is this one's turn until the transaction ends */
    boolean lockUpkeep() {
        return Boolean.TRUE.equals(
                jdbc.queryForObject("select pg_try_advisory_xact_lock(hashtext('archive.upkeep'))", Boolean.class));
    }

    boolean exist(Month month) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select to_regclass(?) is not null", Boolean.class, "archive.message_" + month.digits()));
    }

    /** From here on the month is only read. */
    void freeze(Month month) {
        patiently(() -> NAMES.forEach(name -> jdbc.execute("lock table " + table(name, month) + " in share mode")));
    }

    List<String> columns(String name) {
        return jdbc.queryForList(
                "select attname::text from pg_attribute where attrelid = ?::regclass and attnum > 0 and not attisdropped"
                        + " order by attnum",
                String.class,
                "archive." + name);
    }

    long copyOut(String name, Month month, List<String> columns, OutputStream out) throws IOException {
        var rows = "select %s from %s order by %s"
                .formatted(String.join(", ", columns), table(name, month), ORDER.get(NAMES.indexOf(name)));
        try {
            return copying().getCopyAPI().copyOut("copy (" + rows + ") to stdout (format binary)", out);
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
    }

    /** @param columns as {@link #columns} gave them, of names this database has */
    long copyIn(String name, Month month, List<String> columns, InputStream rows) throws IOException {
        try {
            return copying()
                    .getCopyAPI()
                    .copyIn(
                            "copy %s (%s) from stdin (format binary)"
                                    .formatted(table(name, month), String.join(", ", columns)),
                            rows);
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
    }

    private PGConnection copying() throws SQLException {
        Connection connection = DataSourceUtils.getConnection(database);
        return connection.unwrap(PGConnection.class);
    }

    void takeOut(Month month) {
        patiently(() -> NAMES.forEach(name ->
                jdbc.execute("alter table archive.%s detach partition %s".formatted(name, table(name, month)))));
        NAMES.forEach(name -> jdbc.execute("drop table " + table(name, month)));
    }

    /** Months whose partition of bodies is not empty on disk, oldest first. */
    List<Month> withBodies() {
        return jdbc
                .queryForList(
                        "select substring(s.relname from '\\d{6}$')::int from pg_inherits i join pg_class s on s.oid = i.inhrelid"
                                + " where i.inhparent = 'archive.segment'::regclass and s.relname ~ '_\\d{6}$'"
                                + " and pg_relation_size(s.oid) > 0 order by 1",
                        Integer.class)
                .stream()
                .map(Month::ofDigits)
                .toList();
    }

    /** Takes all bodies of a month away but some, which are put back as they lay; the partition stays. */
    void emptyBodies(Month month, Collection<Long> staying) {
        var bodies = table("segment", month);
        if (!staying.isEmpty()) {
            jdbc.execute("create temporary table staying_body (like archive.segment) on commit drop");
            jdbc.update(
                    "insert into staying_body select %1$s from %2$s where message_id = any (?)"
                            .formatted(String.join(", ", columns("segment")), bodies),
                    (Object) staying.toArray(Long[]::new));
        }
        patiently(() -> jdbc.execute("truncate " + bodies));
        if (!staying.isEmpty()) {
            jdbc.update("insert into archive.segment select * from staying_body");
        }
    }

    /** Empty, and not yet part of the archive. */
    void make(Month month) {
        NAMES.forEach(name -> jdbc.execute(
                "create table %s (like archive.%s including defaults including constraints including indexes including storage)"
                        .formatted(table(name, month), name)));
    }

    void putIn(Month month) {
        patiently(() -> NAMES.forEach(
                name -> jdbc.execute("alter table archive.%s attach partition %s for values from (%d) to (%d)"
                        .formatted(name, table(name, month), month.firstId(), month.endId()))));
    }

    /** @throws CannotAcquireLockException if a lock is not had in time, which the translation of errors does not know */
    private void patiently(Runnable work) {
        jdbc.execute(PATIENCE);
        try {
            work.run();
        } catch (UncategorizedSQLException failed) {
            var cause = failed.getSQLException();
            if (cause != null && NOT_IN_TIME.equals(cause.getSQLState())) {
                throw new CannotAcquireLockException("a month is in use", failed);
            }
            throw failed;
        }
    }

    private static String table(String name, Month month) {
        return "archive." + name + "_" + month.digits();
    }
}
