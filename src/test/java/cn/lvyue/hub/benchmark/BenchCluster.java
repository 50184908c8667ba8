package cn.lvyue.hub.benchmark;

import cn.lvyue.hub.flow.Ports;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.flywaydb.core.Flyway;

/**
 * A PostgreSQL of the version the hub embeds, for one benchmark: durable as in production, with room for a whole load between
 * two checkpoints. Autovacuum is off, so that nothing is ever analysed and no vacuum falls into one side of a pair only.
 */
final class BenchCluster implements AutoCloseable {
    private static final List<String> SETTINGS = List.of(
            "shared_buffers=1GB",
            "max_wal_size=8GB",
            "checkpoint_timeout=15min",
            "autovacuum=off",
            "fsync=on",
            "full_page_writes=on",
            "synchronous_commit=on",
            "jit=off",
            "random_page_cost=1.1",
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=");
    /** PostgreSQL refuses to run as root; in a user namespace of its own it is nobody. */
    private static final List<String> AS_NOBODY =
            "root".equals(System.getProperty("user.name")) ? List.of("unshare", "--user") : List.of();

    /** Until every session has seen changed settings. */
    private static final long RELOAD_MILLIS = 500;

    private final Path programs;
    private final Path data;
    private final int port;

    private BenchCluster(Path programs, Path data, int port) {
        this.programs = programs;
        this.data = data;
        this.port = port;
    }

    /** Starts an empty cluster. @param home a folder of its own; what is in its {@code data} is deleted */
    static BenchCluster start(Path home) throws IOException {
        return start(home, false);
    }

    /** @param keep leaves what an earlier run has filled as it is, if there is something */
    static BenchCluster start(Path home, boolean keep) throws IOException {
        var programs = home.resolve("postgres/bin").toAbsolutePath();
        if (!Files.exists(programs.resolve("initdb"))) {
            unpack(home.resolve("postgres"));
        }
        var cluster = new BenchCluster(programs, home.resolve("data").toAbsolutePath(), Ports.free());
        cluster.stopLeftOver();
        if (!keep || !Files.exists(cluster.data.resolve("PG_VERSION"))) {
            cluster.initialise();
        }
        Files.write(cluster.data.resolve("postgresql.auto.conf"), cluster.settings());
        cluster.run(
                "pg_ctl",
                "-D",
                cluster.data.toString(),
                "-l",
                home.resolve("postgres.log").toAbsolutePath().toString(),
                "-w",
                "-t",
                "60",
                "start");
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::stopLeftOver));
        return cluster;
    }

    private void initialise() throws IOException {
        ChildProcess.run(List.of("rm", "-rf", data.toString()));
        run(
                "initdb",
                "-D",
                data.toString(),
                "-U",
                "postgres",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums");
    }

    private List<String> settings() {
        var lines = new ArrayList<String>();
        SETTINGS.forEach(setting -> lines.add(setting.replaceFirst("=", " = '") + "'"));
        lines.add("port = " + port);
        return lines;
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres";
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database));
    }

    /** An empty database with the hub's tables, as an installation starts with. */
    void recreate(String database) throws SQLException {
        drop(database);
        try (var connection = connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("create database " + database);
        }
        Flyway.configure().dataSource(url(database), "postgres", "").load().migrate();
    }

    void drop(String database) throws SQLException {
        try (var connection = connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("drop database if exists " + database + " with (force)");
        }
    }

    /** Writes all that is dirty, so that no load pays for the one before. */
    void checkpoint() throws SQLException {
        try (var connection = connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("checkpoint");
        }
    }

    /** Makes every flush of the log take so much longer, as on a slow disk. */
    void flushDelay(int micros) throws SQLException, InterruptedException {
        try (var connection = connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("alter system set commit_delay = " + micros);
            statement.execute("alter system set commit_siblings = " + (micros == 0 ? 5 : 0));
            statement.execute("select pg_reload_conf()");
        }
        Thread.sleep(RELOAD_MILLIS);
    }

    /** What a figure can only be judged with: versions, processors and the machine's load now. */
    String surroundings() throws SQLException, IOException {
        return "PostgreSQL %s, Java %s, %d processors, load %s"
                .formatted(
                        version(),
                        System.getProperty("java.vm.version"),
                        Runtime.getRuntime().availableProcessors(),
                        ProcessFigures.load());
    }

    int port() {
        return port;
    }

    String version() throws SQLException {
        try (var connection = connect("postgres")) {
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }

    /** Seconds of processor time of all of the server's processes since it started, ended ones included. */
    double cpuSeconds() throws IOException {
        return ProcessFigures.cpuSecondsOfTree(pid());
    }

    private long pid() throws IOException {
        return Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim());
    }

    @Override
    public void close() {
        stopLeftOver();
    }

    private void stopLeftOver() {
        if (Files.exists(data.resolve("postmaster.pid"))) {
            ChildProcess.tryRun(command("pg_ctl", "-D", data.toString(), "-m", "fast", "-w", "stop"));
        }
    }

    private void run(String program, String... arguments) throws IOException {
        ChildProcess.run(command(program, arguments));
    }

    private List<String> command(String program, String... arguments) {
        var command = new ArrayList<>(AS_NOBODY);
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static void unpack(Path target) throws IOException {
        try (InputStream archive = BenchCluster.class.getResourceAsStream("/postgres-linux-x86_64.txz")) {
            if (archive == null) {
                throw new IOException("the embedded PostgreSQL is not on the class path");
            }
            var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)));
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var path = entry.resolveIn(target);
                Files.createDirectories(entry.isDirectory() ? path : path.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else if (!entry.isDirectory()) {
                    Files.copy(tar, path);
                    path.toFile().setExecutable((entry.getMode() & 0111) != 0);
                }
            }
        }
    }
}
