package cn.lvyue.hub.channel.table;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lets one hub at a time work on a table, among the hubs that share a database. The lock is a transaction's: it ends with the hub
 * that holds it, however that ends.
 */
@Component
class TableLock {
    private final DataSource database;

    TableLock(DataSource database) {
        this.database = database;
    }

    /** Ends the lock. */
    interface Held extends AutoCloseable {
        @Override
        void close() throws SQLException;
    }

    /** @return null if another hub holds it */
    @Nullable
    Held tryTake(String name) throws SQLException {
        var connection = database.getConnection();
        try {
            connection.setAutoCommit(false);
            if (isTaken(connection, name)) {
                return () -> release(connection);
            }
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
        release(connection);
        return null;
    }

    private static boolean isTaken(Connection connection, String name) throws SQLException {
        try (var query = connection.prepareStatement("select pg_try_advisory_xact_lock(hashtextextended(?, 0))")) {
            query.setString(1, "hub.tables." + name);
            try (var answer = query.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    private static void release(Connection connection) throws SQLException {
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
