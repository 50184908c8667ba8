package cn.lvyue.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A foreign system sends to the embedded broker of a real hub over AMQP 1.0, and the hub is killed meanwhile. Both tests send to one
 * hub, whichever comes first.
 */
class QueueIT {
    private static final Path FOLDER = Path.of("target", "queue-it");
    private static final String FEED = "credit-site";
    private static final int MESSAGES = 1_500;
    private static final Duration BEFORE_TRYING_AGAIN = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofMinutes(4);

    private final JsonNode sample = sampleRecord();
    private static int port;
    private static HubProcess hub;

    @BeforeAll
    static void start() throws IOException {
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(FOLDER);
        port = Ports.free();
        hub = startHub();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void aHubKilledWhileAClientSendsLosesAndDoublesNothing() throws Exception {
        int acceptedBefore = count("accepted");
        int readBefore = count("read");
        int duplicateBefore = count("duplicate");
        var sent = new AtomicInteger();
        var sender = new Thread(() -> sendAll(sent));
        sender.start();
        Awaitility.await("some sent")
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> sent.get() >= MESSAGES / 4);
        hub.kill();
        assertThat(sent.get()).as("killed while the client sends").isLessThan(MESSAGES);
        hub = startHub();
        sender.join(LONG.toMillis());
        assertThat(sent.get()).isEqualTo(MESSAGES);

        Awaitility.await("all accepted")
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> count("accepted") - acceptedBefore >= MESSAGES);

        assertThat(count("accepted") - acceptedBefore).isEqualTo(MESSAGES);
        int read = count("read") - readBefore;
        assertThat(read - (count("duplicate") - duplicateBefore))
                .as("what was sent again after the kill is told as a duplicate")
                .isEqualTo(MESSAGES);
        assertThat(read - MESSAGES).as("at most the one without an answer").isLessThanOrEqualTo(1);
    }

    @Test
    void aSenderIsAnsweredAndWhatCannotBeTakenIsAFailedExchange() throws Exception {
        int messagesBefore = messages();
        int other = MESSAGES; // than what is sent while the hub is killed
        try (var client = QueueClient.connect(port, FEED)) {
            var outcomes = client.sendAndWait(List.of(
                    body(other + 1), body(other + 2), body(other + 1), "no json".getBytes(StandardCharsets.UTF_8)));

            assertThat(outcomes)
                    .extracting(outcome -> outcome.get("status").asString())
                    .containsExactly("DONE", "DONE", "DONE", "UNREADABLE");
            assertThat(outcomes.get(2).get("counts").get("duplicate").asInt()).isEqualTo(1);
            assertThat(outcomes.get(0).get("channel").asString()).isEqualTo("jms");
            assertThat(outcomes)
                    .extracting(outcome -> outcome.get("messageId").asString())
                    .doesNotHaveDuplicates();
            long before = outcomes.get(3).get("messageId").asLong();

            var map = client.session().createMapMessage();
            map.setString("no", "1");
            map.setStringProperty("hub_filename", "map");
            client.send(map);
            failed(before + 1, "T151", "MapMessage");

            var object = client.session().createObjectMessage("payload");
            assertThat(client.ask(object).get("failure").asString()).startsWith("T151");
            failed(before + 2, "T151", "ObjectMessage");

            client.send(new byte[2_000_000]);
            failed(before + 3, "T152", "hub.queues.max-body");

            var text = client.session().createTextMessage(new String(body(other + 3), StandardCharsets.UTF_8));
            text.setStringProperty("hub_once_key", "same");
            text.setStringProperty("hub_filename", "第三条.json");
            client.send(text);
            client.send(text);
            var third = hub.client().awaitOutcome(Long.toString(before + 4));
            assertThat(third.get("filename").asString()).isEqualTo("第三条.json");
            assertThat(third.get("counts").get("accepted").asInt()).isEqualTo(1);

            client.sendAndWait(List.of(body(other + 4)));
            assertThat(messages() - messagesBefore)
                    .as("the second sending under one key made no message")
                    .isEqualTo(9);
        }
    }

    private void failed(long messageId, String code, String detail) {
        var message = awaitMessage(messageId);
        assertThat(message.get("status").asString()).isEqualTo("FAILED");
        assertThat(message.get("failure").asString()).startsWith(code).contains(detail);
        assertThat(message.get("counts").get("read").asInt()).isZero();
    }

    private JsonNode awaitMessage(long messageId) {
        Awaitility.await("message " + messageId)
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> hub.client().get("/messages/" + messageId) != null);
        return hub.client().awaitOutcome(Long.toString(messageId));
    }

    /** As a careful client does: what got no answer is sent again on a new connection. */
    private void sendAll(AtomicInteger sent) {
        while (sent.get() < MESSAGES) {
            try (var client = QueueClient.connect(port, FEED)) {
                while (sent.get() < MESSAGES) {
                    client.send(body(sent.get()));
                    sent.incrementAndGet();
                }
            } catch (JMSException | RuntimeException broken) {
                LockSupport.parkNanos(BEFORE_TRYING_AGAIN.toNanos());
            }
        }
    }

    private static int count(String outcome) {
        return feedStatus().map(feed -> feed.get("counts").get(outcome).asInt()).orElse(0);
    }

    private static int messages() {
        return feedStatus().map(feed -> feed.get("messages").asInt()).orElse(0);
    }

    /** Of the one feed; empty before its first message. */
    private static Optional<JsonNode> feedStatus() {
        return hub.client()
                .get("/status")
                .get("feeds")
                .valueStream()
                .filter(feed -> feed.get("feed").asString().equals(FEED))
                .findFirst();
    }

    private byte[] body(int number) {
        var record = (ObjectNode) sample.deepCopy();
        record.put("complaint_no", "XYHLJ-QUEUE-%06d".formatted(number));
        ((ObjectNode) record.get("contract")).put("no", "QUEUE-%06d".formatted(number));
        ((ObjectNode) record.get("contract")).put("title", "第%06d号合同".formatted(number));
        return record.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static HubProcess startHub() {
        var settings = new HashMap<>(Map.of("hub.trial.play-samples", "false", "hub.queues.max-body", "1MB"));
        settings.put("hub.queues.reply-period", "100");
        settings.putAll(QueueClient.settings(port, FEED));
        return HubProcess.start(FOLDER.resolve("home"), settings);
    }

    private static JsonNode sampleRecord() {
        return new JsonMapper()
                .readTree(
                        Path.of("samples/credit-site/01-single-post/input.json").toFile());
    }
}
