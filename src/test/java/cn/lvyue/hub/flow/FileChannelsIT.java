package cn.lvyue.hub.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.benchmark.HotlineFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** Files through the inbox and through SFTP of a real hub, which is killed in the middle of a download and of the work after it. */
class FileChannelsIT {
    private static final Path FOLDER = Path.of("target", "file-channels-it");
    private static final Path HOME = FOLDER.resolve("home");
    private static final int ROWS = 8_000;
    private static final Duration LONG = Duration.ofMinutes(2);

    private SftpServer server;
    private HubProcess hub;

    @BeforeEach
    void start() throws IOException {
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(FOLDER);
        server = SftpServer.start(FOLDER.resolve("remote"));
        hub = startHub();
    }

    @AfterEach
    void stop() {
        hub.close();
        server.close();
    }

    @Test
    void whateverIsInterruptedEachFileIsOneMessageWithItsResultBesideIt() throws IOException {
        var content = rows(ROWS);
        server.slowDown(20);
        var remote = new DropFolder(server.root());
        remote.put("orders.csv", content);
        remote.put("orders.ok", ("records=" + ROWS + "\nsize=" + content.length + "\n").getBytes(UTF_8));
        Awaitility.await("half of the file fetched")
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> server.bytesRead() > content.length / 2);
        killAndRestart();

        Awaitility.await("the message is archived")
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(5))
                .until(() ->
                        hub.client().waiting("hotline-12345") + hub.client().messages("hotline-12345") > 0);
        assertThat(server.root().resolve("orders.csv"))
                .as("killed before the file is moved")
                .exists();
        killAndRestart();

        var result = remote.awaitResult("orders.csv");
        assertThat(count(result, "accepted")).isEqualTo(ROWS);
        assertThat(result.get("channel").asString()).isEqualTo("sftp");
        assertThat(codes(result)).as("in GB18030, as its mapping says").isEmpty();
        assertThat(server.root().resolve(".done/orders.csv")).hasBinaryContent(content);
        assertThat(server.root().resolve(".done/orders.ok")).exists();
        assertThat(server.root().resolve("orders.csv")).doesNotExist();
        assertThat(hub.client().messages("hotline-12345")).as("messages of it").isOne();

        theInboxAnswersInTheSameWay();
    }

    private void theInboxAnswersInTheSameWay() throws IOException {
        var inbox = DropFolder.inbox(HOME, "hotline-12345");
        var again = inbox.dropAndWait(rows(3), "三条.csv");
        assertThat(again.get("channel").asString()).isEqualTo("file");
        assertThat(count(again, "duplicate")).isEqualTo(3);

        inbox.put("short.ok", "records=81\n".getBytes(UTF_8));
        inbox.put("short.csv", rows(2));
        var counted = inbox.awaitResult("short.csv");
        assertThat(codes(counted)).containsExactly("T124");
        assertThat(count(counted, "read")).isEqualTo(2);
        var shown = hub.client().get("/messages/" + counted.get("messageId").asString());
        assertThat(codes(shown)).containsExactly("T124");
        assertThat(shown.get("status").asString()).isEqualTo("DONE");

        inbox.put("damaged.csv.ok", ("sha256=" + "0".repeat(64)).getBytes(UTF_8));
        inbox.put("damaged.csv", rows(2));
        var damaged = inbox.awaitResult("damaged.csv");
        assertThat(codes(damaged)).containsExactly("T123");
        var refused = hub.client().get("/messages/" + damaged.get("messageId").asString());
        assertThat(refused.get("status").asString()).isEqualTo("UNREADABLE");
        assertThat(count(refused, "read")).isZero();
        assertThat(HOME.resolve("inbox/hotline-12345/.failed/damaged.csv.ok")).exists();
    }

    private static byte[] rows(int count) throws IOException {
        var file = FOLDER.resolve("rows-" + count + ".csv");
        HotlineFile.inOrder(count).writeTo(file);
        return Files.readAllBytes(file);
    }

    private void killAndRestart() throws IOException {
        hub.kill();
        hub = startHub();
    }

    private HubProcess startHub() throws IOException {
        var settings = new HashMap<>(Map.of(
                "hub.trial.play-samples", "false",
                "hub.inbox.stable-for", "300",
                "hub.inbox.delay", "100",
                "hub.inbox.initial-delay", "0",
                "hub.sftp.hotline.host", "127.0.0.1",
                "hub.sftp.hotline.port", Integer.toString(server.port()),
                "hub.sftp.hotline.user", SftpServer.USER,
                "hub.sftp.hotline.password", SftpServer.PASSWORD,
                "hub.sftp.hotline.known-hosts",
                        server.knownHosts(FOLDER.resolve("known_hosts")).toString()));
        settings.put("hub.sftp.hotline.every", "200ms");
        settings.put("hub.sftp.hotline.stable-for", "500ms");
        settings.put("hub.sftp.hotline.folder", "/");
        return HubProcess.start(HOME, settings);
    }

    private static int count(JsonNode message, String what) {
        return message.get("counts").get(what).asInt();
    }

    private static List<String> codes(JsonNode message) {
        return message.get("findings")
                .valueStream()
                .map(finding -> finding.get("code").asString())
                .toList();
    }
}
