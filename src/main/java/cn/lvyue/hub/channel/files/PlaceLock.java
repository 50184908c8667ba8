package cn.lvyue.hub.channel.files;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.stereotype.Component;

/**
 * One hub at a time works on a place. The lock is held by a database connection of its own, so that it goes with a hub that dies,
 * and so that what is done under it commits by itself.
 */
@Component
class PlaceLock {
    private static final String NAMED = "(hashtextextended('files:' || ?, 0))";

    private final DataSource database;

    PlaceLock(DataSource database) {
        this.database = database;
    }

    /** What is done while the lock is held. */
    interface Work {
        void run() throws IOException;
    }

    /** Does nothing while another hub holds the lock. */
    void whileHeld(String place, Work work) throws IOException {
        try (var connection = database.getConnection()) {
            if (!ask(connection, "select pg_try_advisory_lock" + NAMED, place)) {
                return;
            }
            try {
                work.run();
            } finally {
                ask(connection, "select pg_advisory_unlock" + NAMED, place);
            }
        } catch (SQLException failed) {
            throw new UncategorizedSQLException("lock of a place", null, failed);
        }
    }

    private static boolean ask(Connection connection, String sql, String place) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, place);
            try (var answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }
}
