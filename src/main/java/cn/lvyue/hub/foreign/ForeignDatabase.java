package cn.lvyue.hub.foreign;

import cn.lvyue.hub.record.TemporaryFailure;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import org.springframework.util.ClassUtils;

/** Connections to a database the hub does not own. Nothing is opened before it is needed. */
public final class ForeignDatabase implements AutoCloseable {
    private final Access access;
    private final HikariDataSource pool;

    /**
     * Who reaches the database, and within which limits.
     *
     * @param url JDBC address
     * @param statementTimeout of every statement, and of silence on the connection
     * @param connectTimeout how long a connection may take to come about
     * @param connections held at most
     */
    public record Access(
            Dialect dialect,
            String url,
            String username,
            String password,
            Duration statementTimeout,
            Duration connectTimeout,
            int connections,
            boolean readOnly) {

        /** Without the password. */
        @Override
        public String toString() {
            return username + " at " + url.replaceFirst("[?;].*", "");
        }
    }

    /** Something done in one transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /**
     * @param setting where it is configured: part of what is said when the driver is missing
     * @param poolName shown by what watches pools
     * @throws IllegalStateException if the database's driver is not there
     */
    public ForeignDatabase(String setting, String poolName, Access access) {
        this.access = access;
        this.pool = new HikariDataSource(config(setting, poolName, access));
    }

    private static HikariConfig config(String setting, String poolName, Access access) {
        var driver = access.dialect().driverFor(access.url());
        if (!ClassUtils.isPresent(driver, ForeignDatabase.class.getClassLoader())) {
            throw new IllegalStateException(
                    ("%1$s：找不到数据库驱动 %2$s。请把驱动 jar 放入 drivers 目录，以 -Dloader.path=drivers 启动（见 0010 号决策记录）"
                                    + " / %1$s: the database driver %2$s is missing. Put its jar into a folder drivers and"
                                    + " start with -Dloader.path=drivers (decision record 0010)")
                            .formatted(setting, driver));
        }
        var config = new HikariConfig();
        config.setPoolName(poolName);
        config.setDriverClassName(driver);
        config.setJdbcUrl(access.url());
        config.setUsername(access.username());
        config.setPassword(access.password());
        config.setDataSourceProperties(
                access.dialect().connection(access.statementTimeout().plus(access.connectTimeout())));
        config.setMaximumPoolSize(access.connections());
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(access.connectTimeout().toMillis());
        config.setAutoCommit(false);
        config.setReadOnly(access.readOnly());
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return config;
    }

    /**
     * Commits when the work returns, and takes everything back when it throws.
     *
     * @throws SQLException if the database is away or says no
     */
    public <T> T transaction(Work<T> work) throws SQLException {
        try (var connection = pool.getConnection()) {
            try {
                var result = work.with(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failed) {
                takeBack(connection, failed);
                throw failed;
            }
        }
    }

    private static void takeBack(Connection connection, Exception failed) {
        try {
            connection.rollback();
        } catch (SQLException gone) {
            failed.addSuppressed(gone);
        }
    }

    public PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        var statement = connection.prepareStatement(sql);
        statement.setQueryTimeout(Math.toIntExact(access.statementTimeout().toSeconds()));
        return statement;
    }

    /** What went wrong with a table, without values of its rows. */
    public static TemporaryFailure failure(String table, SQLException broken) {
        var words = words(broken);
        var refusal = DatabaseRefusal.of(broken);
        return new TemporaryFailure(
                "表 %1$s：%2$s%4$s / table %1$s: %3$s%4$s".formatted(table, refusal.zh(), refusal.en(), words), broken);
    }

    /** The first line of what the database says; what follows could quote a row. */
    public static String words(SQLException told) {
        var broken = DatabaseRefusal.behindThePool(told);
        var message = String.valueOf(broken.getMessage());
        int end = message.indexOf('\n');
        return "%s (SQLSTATE %s)".formatted(end < 0 ? message : message.substring(0, end), broken.getSQLState());
    }

    @Override
    public void close() {
        pool.close();
    }
}
