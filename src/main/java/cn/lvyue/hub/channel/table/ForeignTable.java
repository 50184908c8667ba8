package cn.lvyue.hub.channel.table;

import cn.lvyue.hub.record.TemporaryFailure;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** Connections to the database that holds a front-end table. Nothing is opened before it is needed. */
final class ForeignTable implements AutoCloseable {
    private final TableSource source;
    private final HikariDataSource pool;
    private volatile @Nullable TableShape shape;

    /** @throws IllegalStateException if the database's driver is not there */
    ForeignTable(String name, TableSource source) {
        this.source = source;
        this.pool = new HikariDataSource(config(name, source));
    }

    /** Something done with the table in one transaction. */
    @FunctionalInterface
    interface Work<T> {
        T with(Connection connection, TableShape shape) throws SQLException;
    }

    private static HikariConfig config(String name, TableSource source) {
        var driver = source.dialect().driverFor(source.url());
        if (!ClassUtils.isPresent(driver, ForeignTable.class.getClassLoader())) {
            throw new IllegalStateException(
                    ("hub.tables.%1$s：找不到数据库驱动 %2$s。请把驱动 jar 放入 drivers 目录，以 -Dloader.path=drivers 启动（见 0010 号决策记录）"
                                    + " / hub.tables.%1$s: the database driver %2$s is missing. Put its jar into a folder drivers and"
                                    + " start with -Dloader.path=drivers (decision record 0010)")
                            .formatted(name, driver));
        }
        var config = new HikariConfig();
        config.setPoolName("table-" + name);
        config.setDriverClassName(driver);
        config.setJdbcUrl(source.url());
        config.setUsername(source.username());
        config.setPassword(source.password());
        config.setDataSourceProperties(
                source.dialect().connection(source.statementTimeout().plus(source.connectTimeout())));
        config.setMaximumPoolSize(source.connections());
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(source.connectTimeout().toMillis());
        config.setAutoCommit(false);
        config.setReadOnly(source.isReadOnly());
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return config;
    }

    /**
     * Commits when the work returns, and takes everything back when it throws.
     *
     * @throws TemporaryFailure if the database is away or says no; the message holds no row values
     */
    <T> T transaction(Work<T> work) {
        try (var connection = pool.getConnection()) {
            try {
                var result = work.with(connection, shape(connection));
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failed) {
                takeBack(connection, failed);
                throw failed;
            }
        } catch (SQLException broken) {
            shape = null;
            throw new TemporaryFailure(
                    "table %s: %s (SQLSTATE %s)".formatted(source.table(), firstLine(broken), broken.getSQLState()),
                    broken);
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

    private static void takeBack(Connection connection, Exception failed) {
        try {
            connection.rollback();
        } catch (SQLException gone) {
            failed.addSuppressed(gone);
        }
    }

    private static String firstLine(SQLException broken) {
        var message = String.valueOf(broken.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        var statement = connection.prepareStatement(sql);
        statement.setQueryTimeout(Math.toIntExact(source.statementTimeout().toSeconds()));
        return statement;
    }

    @Override
    public void close() {
        pool.close();
    }
}
