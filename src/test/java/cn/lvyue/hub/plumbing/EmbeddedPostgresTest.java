package cn.lvyue.hub.plumbing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

class EmbeddedPostgresTest {
    private static final Path FOLDER = Path.of(
                    "target/embedded-postgres-test-" + ProcessHandle.current().pid())
            .toAbsolutePath();
    /** Set up by a first start, and stopped: what a test begins with is a copy of it. */
    private static final Path SET_UP = FOLDER.resolve("set-up");

    private final Path home = FOLDER.resolve("home");

    @BeforeAll
    static void setUpOnce() throws IOException {
        Files.createDirectories(SET_UP);
        PostgresServer.start(SET_UP, TestPostgres.PROGRAMS, TestPostgres.SETTINGS)
                .close();
    }

    @BeforeEach
    void makeHome() throws Exception {
        var copy = new ProcessBuilder("cp", "-a", SET_UP.toString(), home.toString())
                .inheritIO()
                .start();
        assertThat(copy.waitFor()).isZero();
    }

    @AfterAll
    static void removeFolder() throws IOException {
        FileSystemUtils.deleteRecursively(FOLDER);
    }

    @AfterEach
    void removeHome() throws IOException {
        FileSystemUtils.deleteRecursively(home);
    }

    @Test
    void keepsItsDataOverARestart() {
        try (var server = start()) {
            write(server, "kept");
        }
        try (var server = start()) {
            assertThat(read(server)).containsExactly("kept");
        }
    }

    @Test
    void isDurableAndClosedToStrangers() throws IOException {
        try (var server = start()) {
            var jdbc = jdbc(server);
            for (var setting : List.of("fsync", "full_page_writes", "synchronous_commit", "data_checksums")) {
                assertThat(jdbc.sql("show " + setting).query(String.class).single())
                        .as(setting)
                        .isEqualTo("on");
            }
            assertThat(jdbc.sql("show listen_addresses").query(String.class).single())
                    .isEqualTo("127.0.0.1");
            assertThat(jdbc.sql("show server_encoding").query(String.class).single())
                    .isEqualTo("UTF8");
            assertThat(jdbc.sql("select usesuper from pg_user where usename = current_user")
                            .query(Boolean.class)
                            .single())
                    .isFalse();
            assertThatThrownBy(
                            () -> DriverManager.getConnection(server.database().url(), "hub", "wrong"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(
                            () -> DriverManager.getConnection(server.database().url(), "postgres", ""))
                    .isInstanceOf(SQLException.class);
        }
        var secret = home.resolve("secrets/postgres-hub");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                .isEqualTo("rw-------");
    }

    @Test
    void neverRunsAsRoot() throws IOException {
        try (var server = start()) {
            var status = Files.readAllLines(Path.of("/proc/" + postmaster().pid() + "/status"));
            var effective =
                    status.stream().filter(line -> line.startsWith("CapEff:")).findFirst();

            assertThat(read(server)).isEmpty();
            assertThat(effective).hasValueSatisfying(line -> assertThat(line).endsWith("0000000000000000"));
        }
    }

    @Test
    void runsAlsoWhereNoOtherAccountCanReach() throws IOException {
        var closed = Files.createDirectory(
                home.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));

        try (var server = PostgresServer.start(closed, TestPostgres.PROGRAMS, TestPostgres.SETTINGS)) {
            write(server, "kept");
            assertThat(read(server)).containsExactly("kept");
        }
    }

    @Test
    void isThereAgainAfterItsProcessWasKilled() {
        try (var server = start()) {
            write(server, "before");
            postmaster().destroyForcibly();

            await().atMost(30, SECONDS)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(read(server)).containsExactly("before"));
        }
    }

    @Test
    void shutsDownCleanlyWhenTheHubIsKilled() throws Exception {
        var hub = startInAnotherProcess();
        var postgres = postmaster();
        hub.destroyForcibly();

        assertThat(postgres.onExit().get(30, SECONDS)).isNotNull();
        assertThat(home.resolve("postgres/postmaster.pid")).doesNotExist();
        try (var server = start()) {
            assertThat(read(server)).containsExactly("committed");
        }
    }

    @Test
    void recoversWhenEverythingWasKilledAtOnce() throws Exception {
        var hub = startInAnotherProcess();
        var family = hub.descendants().toList();
        family.forEach(ProcessHandle::destroyForcibly);
        hub.destroyForcibly();
        for (var process : family) {
            process.onExit().get(30, SECONDS);
        }

        assertThat(family).hasSizeGreaterThan(2);
        try (var server = start()) {
            assertThat(read(server)).containsExactly("committed");
        }
    }

    @Test
    void stopsAServerThatOutlivedItsHubAndItsLifeLine() throws Exception {
        var hub = startInAnotherProcess();
        var orphan = postmaster();
        hub.descendants()
                .filter(process -> process.info().command().orElse("").endsWith("sh"))
                .forEach(ProcessHandle::destroyForcibly);
        hub.destroyForcibly();
        hub.waitFor();
        assertThat(orphan.isAlive()).isTrue();

        try (var server = start()) {
            orphan.onExit().get(30, SECONDS);
            assertThat(read(server)).containsExactly("committed");
        }
    }

    @Test
    void isNotDeceivedByAProcessNumberThatNowBelongsToSomebodyElse() throws IOException {
        try (var server = start()) {
            write(server, "kept");
        }
        Files.writeString(
                home.resolve("postgres/postmaster.pid"),
                "%d\n%s\n0\n0\n\n\n\nready   \n"
                        .formatted(ProcessHandle.current().pid(), home));

        try (var server = start()) {
            assertThat(read(server)).containsExactly("kept");
        }
    }

    @Test
    void saysWhyItDoesNotStart() throws IOException {
        start().close();
        Files.writeString(home.resolve("postgres/PG_VERSION"), "9\n");

        assertThatThrownBy(this::start)
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("PostgreSQL 启动失败")
                .hasMessageContaining("did not start")
                .hasMessageContaining("incompatible");
    }

    @Test
    void aSecondHubOnTheSameFolderIsRefusedAtOnce() {
        try (var first = HubLock.take(home)) {
            assertThatThrownBy(() -> HubLock.take(home))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("正被另一个履约枢纽使用")
                    .hasMessageContaining("Another hub is using " + home);
            assertThat(first).isNotNull();
        }
        HubLock.take(home).close();
    }

    private PostgresServer start() {
        return PostgresServer.start(home, TestPostgres.PROGRAMS, TestPostgres.SETTINGS);
    }

    private ProcessHandle postmaster() {
        return new PostmasterFile(home.resolve("postgres")).server().orElseThrow();
    }

    private Process startInAnotherProcess() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var output = process.inputReader()) {
            assertThat(output.lines().anyMatch("committed"::equals)).isTrue();
        }
        return process;
    }

    private static void write(PostgresServer server, String text) {
        jdbc(server).sql("create table if not exists note (text text)").update();
        jdbc(server).sql("insert into note values (?)").param(text).update();
    }

    private static List<String> read(PostgresServer server) {
        var there = jdbc(server).sql("select to_regclass('note') is not null").query(Boolean.class);
        return there.single()
                ? jdbc(server).sql("select text from note").query(String.class).list()
                : List.of();
    }

    private static JdbcClient jdbc(PostgresServer server) {
        var database = server.database();
        return JdbcClient.create(new DriverManagerDataSource(database.url(), HubDatabase.USER, database.password()));
    }

    /** A hub reduced to its database, to be killed. */
    static final class Child {
        public static void main(String[] args) throws InterruptedException {
            var server = PostgresServer.start(Path.of(args[0]), TestPostgres.PROGRAMS, TestPostgres.SETTINGS);
            write(server, "committed");
            System.out.println("committed");
            Thread.currentThread().join(Duration.ofMinutes(5).toMillis());
        }
    }
}
