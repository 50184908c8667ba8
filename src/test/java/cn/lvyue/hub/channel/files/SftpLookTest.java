package cn.lvyue.hub.channel.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.channel.files.SftpSettings.Afterwards;
import cn.lvyue.hub.channel.files.SftpSettings.Server;
import cn.lvyue.hub.flow.SftpServer;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.SenderResult.SideFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

@Timeout(120)
class SftpLookTest {
    @TempDir
    Path home;

    private SftpServer remote;
    private FilesHub hub;
    private SftpStep step;
    private Path knownHosts;

    @BeforeEach
    void open() throws IOException {
        TestDatabase.reset();
        hub = new FilesHub(home);
        remote = SftpServer.start(home.resolve("remote"));
        knownHosts = remote.knownHosts(home.resolve("known_hosts"));
        step = step(server(Afterwards.MOVE));
    }

    @AfterEach
    void close() {
        remote.close();
    }

    @Test
    void aFileIsFetchedOnceItIsStableAndItsResultIsPutBesideIt() throws IOException {
        hub.sideFiles.add(new SideFile(".returned.csv", out -> out.write("with comments".getBytes(UTF_8))));
        put("工单 1.csv", "one");
        lookAfter(0);
        assertThat(hub.messages).isEmpty();
        lookAfter(60);

        assertThat(hub.messages).singleElement().satisfies(message -> {
            assertThat(message.filename()).isEqualTo("工单 1.csv");
            assertThat(message.channel()).isEqualTo(Channel.SFTP);
        });
        assertThat(hub.text(1)).isEqualTo("one");
        lookAfter(60);
        assertThat(found())
                .containsExactly(".done/工单 1.csv", ".done/工单 1.csv.result.json", ".done/工单 1.csv.returned.csv");
        assertThat(home.resolve("fetched")).isEmptyDirectory();
        assertThat(hub.troubled()).isEmpty();
    }

    @Test
    void itLooksOnlyWhenItIsTime() throws IOException {
        put("a.csv", "one");
        lookAfter(0);
        lookAfter(30);
        lookAfter(29);
        assertThat(hub.messages).isEmpty();
        lookAfter(1);
        assertThat(hub.messages).hasSize(1);
    }

    @Test
    void unfinishedNamesWaitAndAMarkerTakesItsFileAtOnce() throws IOException {
        put("a.csv.filepart", "half");
        put("b.csv", "abc");
        put("b.ok", "size=3");
        lookAfter(0);
        lookAfter(60);

        assertThat(hub.messages).extracting(Message::filename).containsExactly("b.csv");
        assertThat(found()).containsExactly(".done/b.csv", ".done/b.csv.result.json", ".done/b.ok", "a.csv.filepart");
    }

    @Test
    void aFileThatIsNotWhatItsMarkerSaysFails() throws IOException {
        put("b.csv", "abc");
        put("b.ok", "size=4");
        lookAfter(0);
        lookAfter(60);
        lookAfter(60);

        assertThat(hub.arrivals.get(1L).refusal()).extracting(Finding::code).isEqualTo("T123");
        assertThat(found()).containsExactly(".failed/b.csv", ".failed/b.csv.result.json", ".failed/b.ok");
    }

    @Test
    void anAccountThatMayOnlyReadHasItsFilesTakenOnceAndLeftWhereTheyAre() throws IOException {
        step = step(server(Afterwards.KEEP));
        put("a.csv", "one");
        for (int i = 0; i < 4; i++) {
            lookAfter(60);
        }
        step = step(server(Afterwards.KEEP));
        for (int i = 0; i < 4; i++) {
            lookAfter(60);
        }
        assertThat(hub.messages).hasSize(1);
        assertThat(found()).containsExactly("a.csv");

        put("a.csv", "a new day");
        for (int i = 0; i < 3; i++) {
            lookAfter(60);
        }
        assertThat(hub.messages).hasSize(2);
        assertThat(hub.text(2)).isEqualTo("a new day");
    }

    @Test
    void aConnectionThatBreaksInTheMiddleLeavesNothingBehindAndTheFileIsFetchedAgain() throws IOException {
        put("a.csv", "row\n".repeat(500_000));
        lookAfter(0);
        remote.breakAfter(300_000);
        lookAfter(60);
        assertThat(hub.messages).isEmpty();
        assertThat(home.resolve("fetched")).isEmptyDirectory();
        assertThat(found()).containsExactly("a.csv");
        assertThat(hub.troubled()).isNotEmpty();

        remote.neverBreak();
        lookAfter(300);
        lookAfter(60);
        assertThat(hub.bodies.get(1L)).hasSize(2_000_000);
        lookAfter(60);
        assertThat(found()).containsExactly(".done/a.csv", ".done/a.csv.result.json");
        assertThat(hub.troubled()).isEmpty();
    }

    @Test
    void aServerThatStopsAnsweringIsGivenUpOn() throws IOException {
        step = step(server(Afterwards.MOVE, knownHosts, null, SftpServer.PASSWORD, Duration.ofSeconds(2)));
        put("a.csv", "one");
        lookAfter(0);
        remote.stall(true);
        lookAfter(60);

        assertThat(hub.messages).isEmpty();
        assertThat(hub.troubled()).isNotEmpty();
        assertThat(home.resolve("fetched")).isEmptyDirectory();
    }

    @Test
    void aHubKilledBetweenArchivingAndTheMoveDoublesNothing() throws IOException {
        put("a.csv", "one");
        lookAfter(0);
        hub.killedAfterArchiving = true;
        lookAfter(60);
        assertThat(found()).containsExactly("a.csv");

        hub.killedAfterArchiving = false;
        step = step(server(Afterwards.MOVE));
        for (int i = 0; i < 3; i++) {
            lookAfter(60);
        }
        assertThat(hub.messages).hasSize(1);
        assertThat(found()).containsExactly(".done/a.csv", ".done/a.csv.result.json");
    }

    @Test
    void aServerWithAnotherKeyThanTheKnownOneIsRefused() throws IOException {
        var others = remote.knownHosts(home.resolve("others"), SftpServer.newKey());
        step = step(server(Afterwards.MOVE, others, null, SftpServer.PASSWORD, Duration.ofSeconds(20)));
        put("a.csv", "one");
        lookAfter(0);
        lookAfter(60);

        assertThat(hub.messages).isEmpty();
        assertThat(hub.troubled())
                .singleElement()
                .asString()
                .contains("not the known server key: SHA256:", "ssh-keyscan");
    }

    @Test
    void aServerThatIsNotKnownAtAllIsRefusedToo() throws IOException {
        var nobody = Files.createFile(home.resolve("nobody"));
        step = step(server(Afterwards.MOVE, nobody, null, SftpServer.PASSWORD, Duration.ofSeconds(20)));
        lookAfter(0);

        assertThat(hub.troubled()).singleElement().asString().contains("not the known server key: SHA256:");
    }

    @Test
    void aKeyLetsTheHubInAsAPasswordDoes() throws IOException {
        var key = remote.admit(home.resolve("id_ecdsa"), SftpServer.newKey());
        step = step(server(Afterwards.MOVE, knownHosts, key, null, Duration.ofSeconds(20)));
        put("a.csv", "one");
        lookAfter(0);
        lookAfter(60);

        assertThat(hub.messages).hasSize(1);
    }

    @Test
    void aWrongPasswordIsReportedWithoutThePassword() throws IOException {
        step = step(server(Afterwards.MOVE, knownHosts, null, "wrong-password", Duration.ofSeconds(20)));
        lookAfter(0);

        assertThat(hub.troubled())
                .singleElement()
                .asString()
                .contains("登录被拒", "login refused")
                .doesNotContain("wrong-password");
        assertThat(server(Afterwards.MOVE).toString()).doesNotContain(SftpServer.PASSWORD);
    }

    @Test
    void linksOnTheServerAreNotFollowed() throws IOException {
        Files.writeString(home.resolve("secret"), "secret");
        Files.createSymbolicLink(remote.root().resolve("a.csv"), home.resolve("secret"));
        lookAfter(0);
        lookAfter(60);

        assertThat(hub.messages).isEmpty();
    }

    @Test
    void aServerThatIsAwayIsTriedAgain() throws IOException {
        remote.close();
        lookAfter(0);
        assertThat(hub.troubled()).singleElement().asString().contains("连接不上", "cannot reach 127.0.0.1:");
        lookAfter(61);
        assertThat(hub.alarms.open.get("T166 sftp/orders").en()).contains("cannot reach");
    }

    @Test
    void aServerThatIsNotConfiguredIsNotLookedAt() {
        step.look("orders", "elsewhere", ".*", "optional", 0);

        assertThat(hub.troubled()).isEmpty();
    }

    @Test
    void whatAKilledHubLeftHalfFetchedIsRemovedAtStart() throws IOException {
        Files.createDirectories(home.resolve("fetched"));
        Files.writeString(home.resolve("fetched").resolve(SftpPlace.TEMPORARY + "1.tmp"), "half");
        step.afterSingletonsInstantiated();

        assertThat(home.resolve("fetched")).isEmptyDirectory();
    }

    private SftpStep step(Server server) {
        return new SftpStep(hub.look(), new SftpSettings(Map.of("orders", server)), hub.settings, hub.troubles, hub);
    }

    private Server server(Afterwards afterwards) {
        return server(afterwards, knownHosts, null, SftpServer.PASSWORD, Duration.ofSeconds(20));
    }

    private Server server(
            Afterwards afterwards, Path known, @Nullable Path key, @Nullable String password, Duration timeout) {
        return new Server(
                "127.0.0.1",
                remote.port(),
                SftpServer.USER,
                key,
                null,
                password,
                known,
                "/",
                afterwards,
                Naming.AUTO,
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                timeout,
                DataSize.ofMegabytes(100));
    }

    private void lookAfter(int seconds) {
        hub.pass(Duration.ofSeconds(seconds));
        step.look("orders", "orders", ".*", "optional", 0);
    }

    private void put(String name, String content) throws IOException {
        Files.writeString(remote.root().resolve(name), content);
    }

    private List<String> found() throws IOException {
        try (Stream<Path> all = Files.walk(remote.root())) {
            return all.filter(Files::isRegularFile)
                    .map(file -> remote.root().relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
