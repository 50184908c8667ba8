package cn.lvyue.hub.plumbing;

import cn.lvyue.hub.record.SecretFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded PostgreSQL: a real server with its data in {@code home/postgres}, reachable on 127.0.0.1 with a password only.
 * Everything committed survives a crash. A server that dies while the hub lives is started again on the same port.
 */
final class PostgresServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);

    private final PostgresSettings settings;
    private final PostgresBinaries binaries;
    private final ServerAccount account;
    private final PostgresCluster cluster;
    private final HubDatabase database;
    private final int port;
    private PostgresProcess process;
    private boolean closing;

    private PostgresServer(
            PostgresSettings settings,
            PostgresBinaries binaries,
            ServerAccount account,
            PostgresCluster cluster,
            HubDatabase database) {
        this.settings = settings;
        this.binaries = binaries;
        this.account = account;
        this.cluster = cluster;
        this.database = database;
        this.port = database.port();
        this.process = launch();
    }

    /**
     * Starts the server, first unpacking its programs and setting up its data if need be.
     *
     * @param home the data folder; the caller holds its lock
     * @param programs where programs are unpacked
     * @throws CannotStart if it does not come up
     */
    static PostgresServer start(Path home, Path programs, PostgresSettings settings) {
        try {
            var secrets = new SecretFiles(home.resolve("secrets"));
            var superuserPassword = secrets.secret("postgres-superuser");
            var binaries = PostgresBinaries.in(programs);
            var account = ServerAccount.choose(binaries.program("postgres"), home);
            var cluster = PostgresCluster.in(home, binaries, account, superuserPassword);
            cluster.postmasterFile().clear(settings.stopTimeout());
            int port = settings.port() == 0 ? freePort() : settings.port();
            var database = new HubDatabase(port, superuserPassword, secrets.secret("postgres-hub"));
            var server = new PostgresServer(settings, binaries, account, cluster, database);
            server.open();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void open() {
        try {
            database.prepare();
            log.info("embedded PostgreSQL is ready on 127.0.0.1:{}, data in {}", port, cluster.folder());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private PostgresProcess launch() {
        var started = PostgresProcess.start(
                account,
                command(),
                cluster.postmasterFile(),
                cluster.folder().resolveSibling("postgres.out"),
                settings.startTimeout());
        started.onExit().thenRunAsync(this::startAgain);
        return started;
    }

    private synchronized void startAgain() {
        if (closing) {
            return;
        }
        log.error("embedded PostgreSQL has ended unexpectedly; starting it again");
        try {
            cluster.postmasterFile().clear(settings.stopTimeout());
            process = launch();
            log.info("embedded PostgreSQL is ready again on 127.0.0.1:{}", port);
        } catch (RuntimeException e) {
            log.error("embedded PostgreSQL could not be started again; restart the hub", e);
        }
    }

    private List<String> command() {
        var command = new ArrayList<>(
                List.of(binaries.program("postgres"), "-D", cluster.folder().toString()));
        parameters().forEach((name, value) -> {
            command.add("-c");
            command.add(name + "=" + value);
        });
        return command;
    }

    /** What the hub relies on; anything else can be set in {@code postgresql.conf} in the data folder. */
    private Map<String, String> parameters() {
        return Map.ofEntries(
                Map.entry("listen_addresses", "127.0.0.1"),
                Map.entry("port", Integer.toString(port)),
                Map.entry("unix_socket_directories", ""),
                Map.entry("fsync", "on"),
                Map.entry("full_page_writes", "on"),
                Map.entry("synchronous_commit", "on"),
                Map.entry("max_connections", Integer.toString(settings.maxConnections())),
                Map.entry("shared_buffers", settings.sharedBuffers().toKilobytes() + "kB"),
                Map.entry("max_wal_size", settings.maxWalSize().toMegabytes() + "MB"),
                Map.entry("checkpoint_timeout", "15min"),
                Map.entry("wal_compression", "off"), // only pglz is built in, and it costs more time than it saves
                Map.entry("jit", "off"),
                Map.entry("random_page_cost", "1.1"),
                Map.entry("logging_collector", "on"),
                Map.entry("log_directory", "log"),
                Map.entry("log_filename", "postgresql-%a.log"), // one per weekday: a week is kept
                Map.entry("log_rotation_age", "1d"),
                Map.entry("log_rotation_size", "0"),
                Map.entry("log_truncate_on_rotation", "on"),
                Map.entry("log_min_messages", "warning"),
                Map.entry("log_error_verbosity", "terse"), // statements and details can hold personal data
                Map.entry("log_min_error_statement", "panic"));
    }

    HubDatabase database() {
        return database;
    }

    @Override
    public synchronized void close() {
        closing = true;
        process.stop(settings.stopTimeout());
    }
}
