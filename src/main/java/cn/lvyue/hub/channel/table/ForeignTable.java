package cn.lvyue.hub.channel.table;

import cn.lvyue.hub.foreign.ForeignDatabase;
import cn.lvyue.hub.record.TemporaryFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The database that holds a front-end table. Nothing is opened before it is needed. */
final class ForeignTable implements AutoCloseable {
    private final TableSource source;
    private final ForeignDatabase database;
    private volatile @Nullable TableShape shape;

    /** @throws IllegalStateException if the database's driver is not there */
    ForeignTable(String name, TableSource source) {
        this.source = source;
        this.database = new ForeignDatabase("hub.tables." + name, "table-" + name, source.access());
    }

    /** Something done with the table in one transaction. */
    @FunctionalInterface
    interface Work<T> {
        T with(Connection connection, TableShape shape) throws SQLException;
    }

    /**
     * Commits when the work returns, and takes everything back when it throws.
     *
     * @throws TemporaryFailure if the database is away or says no; the message holds no row values
     */
    <T> T transaction(Work<T> work) {
        try {
            return database.transaction(connection -> work.with(connection, shape(connection)));
        } catch (SQLException broken) {
            shape = null;
            throw ForeignDatabase.failure(source.table(), broken);
        } catch (TemporaryFailure notAsConfigured) {
            shape = null; // the table may be put right while the hub runs
            throw notAsConfigured;
        }
    }

    private TableShape shape(Connection connection) throws SQLException {
        var known = shape;
        if (known == null) {
            known = TableShape.of(source, connection);
            shape = known;
        }
        return known;
    }

    PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        return database.prepare(connection, sql);
    }

    @Override
    public void close() {
        database.close();
    }
}
