package cn.lvyue.hub.plumbing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/** The production launcher, opened to tests of other packages. The programs are unpacked once for all tests. */
public final class TestPostgres implements AutoCloseable {
    public static final Path PROGRAMS = Path.of("target/test-programs").toAbsolutePath();
    static final PostgresSettings SETTINGS = new PostgresSettings(
            0, DataSize.ofMegabytes(64), 50, DataSize.ofGigabytes(1), Duration.ofMinutes(2), Duration.ofSeconds(30));

    public static final String SUPERUSER = PostgresCluster.SUPERUSER;

    private final PostgresServer server;

    private TestPostgres(PostgresServer server) {
        this.server = server;
    }

    public static TestPostgres start(Path home) throws IOException {
        Files.createDirectories(home);
        return new TestPostgres(PostgresServer.start(home.toAbsolutePath(), PROGRAMS, SETTINGS));
    }

    /**
     * Starts one on a port of the caller's choice, with programs of its own, which a test may crash: it comes up again on that
     * port by itself.
     */
    public static TestPostgres start(Path home, int port) throws IOException {
        Files.createDirectories(home);
        var settings = new PostgresSettings(
                port,
                SETTINGS.sharedBuffers(),
                SETTINGS.maxConnections(),
                SETTINGS.maxWalSize(),
                SETTINGS.startTimeout(),
                SETTINGS.stopTimeout());
        return new TestPostgres(PostgresServer.start(home.toAbsolutePath(), PROGRAMS, settings));
    }

    public String url() {
        return server.database().url();
    }

    public String user() {
        return HubDatabase.USER;
    }

    public String password() {
        return server.database().password();
    }

    /** Of the server's superuser, for tests that need roles of their own. */
    public String superuserPassword() {
        return server.database().superuserPassword();
    }

    @Override
    public void close() {
        server.close();
    }
}
