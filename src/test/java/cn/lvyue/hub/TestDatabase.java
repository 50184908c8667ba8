package cn.lvyue.hub;

import cn.lvyue.hub.plumbing.TestPostgres;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * One real PostgreSQL per test JVM, started by the production launcher, with all migrations applied. Sessions run in a time
 * zone that is neither the JVM's nor the province's, so that a date taken from the session shows.
 */
public final class TestDatabase {
    private static final Path TARGET = Path.of("target");
    private static final String PREFIX = "test-postgres-";
    private static final List<String> SCHEMAS = List.of(
            "archive",
            "ledger",
            "delivery",
            "channel",
            "files",
            "ops",
            "replay",
            "reconciliation",
            "retention",
            "proof",
            "search",
            "evidence",
            "publishing",
            "tried");

    private TestDatabase() {}

    /** Pooled connections to the migrated database. */
    public static DataSource dataSource() {
        return Running.INSTANCE.dataSource;
    }

    /** For {@code spring.datasource.url}. */
    public static String url() {
        return Running.INSTANCE.server.url();
    }

    public static String user() {
        return Running.INSTANCE.server.user();
    }

    public static String password() {
        return Running.INSTANCE.server.password();
    }

    /** Runs statements as the server's superuser. */
    public static void asSuperuser(String... statements) {
        try (var connection = DriverManager.getConnection(
                        url(), TestPostgres.SUPERUSER, Running.INSTANCE.server.superuserPassword());
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /**
     * Empties every table of {@link #SCHEMAS} and restarts their identities and
     * sequences. Tables that are empty are left alone: truncating them all takes longer than most tests.
     */
    public static void reset() {
        var jdbc = JdbcClient.create(dataSource());
        var filled = filledTables(jdbc);
        if (!filled.isEmpty()) {
            jdbc.sql("truncate " + String.join(", ", filled) + " cascade").update();
        }
        jdbc.sql("select setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)"
                        + " from pg_sequences where schemaname = any (?) and last_value is not null")
                .param(SCHEMAS.toArray(String[]::new))
                .query(Long.class)
                .list();
    }

    private static List<String> filledTables(JdbcClient jdbc) {
        var looks = jdbc.sql(
                        "select format('select ''%1$I.%2$I'' where exists (select from %1$I.%2$I)', schemaname, tablename)"
                                + " from pg_tables where schemaname = any (?)")
                .param(SCHEMAS.toArray(String[]::new))
                .query(String.class)
                .list();
        return looks.isEmpty()
                ? List.of()
                : jdbc.sql(String.join(" union all ", looks))
                        .query(String.class)
                        .list();
    }

    private static final class Running {
        static final Running INSTANCE = start();

        final TestPostgres server;
        final HikariDataSource dataSource;

        private Running(TestPostgres server) {
            this.server = server;
            this.dataSource = pool(server);
        }

        private static Running start() {
            try {
                removeLeftovers();
                var home = TARGET.resolve(PREFIX + ProcessHandle.current().pid());
                var running = new Running(TestPostgres.start(home));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> running.stop(home)));
                Flyway.configure().dataSource(running.dataSource).load().migrate();
                return running;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static HikariDataSource pool(TestPostgres server) {
            var config = new HikariConfig();
            config.setJdbcUrl(server.url());
            config.setUsername(server.user());
            config.setPassword(server.password());
            config.setMaximumPoolSize(12);
            config.setMinimumIdle(0);
            config.setConnectionInitSql("set time zone 'Pacific/Auckland'");
            return new HikariDataSource(config);
        }

        private void stop(Path home) {
            dataSource.close();
            server.close();
            FileSystemUtils.deleteRecursively(home.toFile());
        }

        /** Of test JVMs that were killed. */
        private static void removeLeftovers() throws IOException {
            Files.createDirectories(TARGET);
            try (var folders = Files.newDirectoryStream(TARGET, PREFIX + "*")) {
                for (var folder : folders) {
                    long pid = Long.parseLong(folder.getFileName().toString().substring(PREFIX.length()));
                    if (ProcessHandle.of(pid).isEmpty()) {
                        FileSystemUtils.deleteRecursively(folder);
                    }
                }
            }
        }
    }
}
