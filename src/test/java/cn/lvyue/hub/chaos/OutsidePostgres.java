package cn.lvyue.hub.chaos;

import cn.lvyue.hub.flow.Ports;
import cn.lvyue.hub.plumbing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A PostgreSQL the hub knows by its address only. */
final class OutsidePostgres implements AutoCloseable {
    private final TestPostgres server;
    private final Path home;

    private OutsidePostgres(TestPostgres server, Path home) {
        this.server = server;
        this.home = home;
    }

    static OutsidePostgres start(Path home) throws IOException {
        return new OutsidePostgres(TestPostgres.start(home, Ports.free()), home);
    }

    /** An empty database. @return the settings that lead a hub to it */
    Map<String, String> fresh(String database) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(server.url(), TestPostgres.SUPERUSER, server.superuserPassword());
                var statement = connection.createStatement()) {
            statement.execute("create database " + database + " owner hub");
        }
        return Map.of(
                "spring.datasource.url", url(database),
                "spring.datasource.username", server.user(),
                "spring.datasource.password", server.password());
    }

    /** For whoever looks into a hub's tables beside it. */
    JdbcClient client(String database) {
        return JdbcClient.create(new DriverManagerDataSource(url(database), user(), password()));
    }

    String url(String database) {
        return server.url().replace("/hub?", "/" + database + "?");
    }

    String user() {
        return server.user();
    }

    String password() {
        return server.password();
    }

    /** Ends it at once, with everything in memory lost, or after its sessions were broken and all was written; it comes up again by itself. */
    void restart(boolean crash) throws IOException, InterruptedException {
        var file = home.resolve("postgres/postmaster.pid");
        Awaitility.await("a database to restart").until(() -> Files.exists(file));
        var pid = Files.readAllLines(file).get(0).strip();
        new ProcessBuilder("kill", crash ? "-QUIT" : "-INT", pid).start().waitFor();
    }

    @Override
    public void close() {
        server.close();
    }
}
