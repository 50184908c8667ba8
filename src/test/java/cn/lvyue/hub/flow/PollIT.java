package cn.lvyue.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.flow.PagedApi.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Kills a real hub in the middle of a round and looks for lost and doubled records afterwards. */
class PollIT {
    private static final Path FOLDER = Path.of("target", "poll-it");
    private static final int PAGES = 12;
    private static final int PER_PAGE = 50;

    private final AtomicBoolean slow = new AtomicBoolean(true);
    private final JsonNode sample = sampleRecord();
    private final PagedApi api = PagedApi.start(this::page);
    private HubProcess hub;

    @BeforeEach
    void start() throws IOException {
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(FOLDER);
        hub = startHub();
    }

    @AfterEach
    void stop() {
        hub.close();
        api.close();
    }

    @Test
    void aHubKilledInTheMiddleOfARoundLosesAndDoublesNothing() {
        Awaitility.await("half of the pages asked for")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> api.asked().size() >= PAGES / 2);
        hub.kill();
        assertThat(api.asked()).as("killed in the middle of the round").hasSizeLessThan(PAGES);
        slow.set(false);
        hub = startHub();

        var done = Awaitility.await("a whole round")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> round("DONE"), round -> !round.isMissingNode());

        assertThat(done.get("records").asInt()).isEqualTo(PAGES * PER_PAGE);
        assertThat(done.get("promised").asInt()).isEqualTo(PAGES * PER_PAGE);
        assertThat(round("INTERRUPTED").isMissingNode()).isFalse();
        everyRecordIsAcceptedOnce(done.get("roundId").asString());
        var source = hub.client().get("/polls").get("items").get(0);
        assertThat(source.get("source").asString()).isEqualTo("sme-arrears");
        assertThat(source.get("watermark").asString()).isEqualTo("2023-09-20T10:00:00+08:00");
    }

    private void everyRecordIsAcceptedOnce(String roundId) {
        var messages = new HashSet<String>();
        hub.client()
                .get("/polls/rounds/" + roundId + "/pages")
                .get("items")
                .forEach(page -> messages.add(page.get("messageId").asString()));
        assertThat(messages).hasSize(PAGES);
        var numbers = new HashSet<String>();
        for (var message : messages) {
            assertThat(hub.client().awaitOutcome(message).get("status").asString())
                    .isEqualTo("DONE");
            for (var record : hub.client().records(message)) {
                assertThat(record.get("outcome").asString()).isEqualTo("ACCEPTED");
                assertThat(numbers.add(record.get("sourceRecordNo").asString())).isTrue();
            }
        }
        assertThat(numbers).hasSize(PAGES * PER_PAGE);
        var balance = hub.client().get("/status").toString();
        assertThat(balance).as("and nothing besides these").contains("\"read\":" + PAGES * PER_PAGE);
    }

    private JsonNode round(String state) {
        for (var round : hub.client().get("/polls/rounds?source=sme-arrears").get("items")) {
            if (round.get("state").asString().equals(state)) {
                return round;
            }
        }
        return new JsonMapper().missingNode();
    }

    private Reply page(PagedApi.Asked call) {
        var list = IntStream.range(0, PER_PAGE)
                .mapToObj(row -> record((call.page() - 1) * PER_PAGE + row))
                .collect(Collectors.joining(","));
        var reply = Reply.of(
                200,
                "{\"code\":0,\"data\":{\"total\":%d,\"pages\":%d,\"list\":[%s]}}"
                        .formatted(PAGES * PER_PAGE, PAGES, list));
        return slow.get() ? reply.after(Duration.ofMillis(300)) : reply;
    }

    private String record(int number) {
        var record = (ObjectNode) sample.deepCopy();
        record.put("djbh", "TQ-POLL-%06d".formatted(number));
        record.put("htbh", "HT-POLL-%06d".formatted(number));
        record.put("htmc", "第%06d号施工合同".formatted(number));
        record.put("gxsj", 1695175200000L);
        return record.toString();
    }

    private static JsonNode sampleRecord() {
        return new JsonMapper()
                .readTree(
                        Path.of("samples/sme-arrears/01-first-page/input.json").toFile())
                .at("/data/list/0");
    }

    private HubProcess startHub() {
        var settings = new HashMap<>(Map.of("hub.trial.play-samples", "false"));
        settings.putAll(PolledFeed.settings(api));
        settings.put("hub.polls.sme-arrears.lease", "4s");
        settings.put("hub.polls.sme-arrears.http.connect", "1s");
        settings.put("hub.polls.sme-arrears.http.answer", "2s");
        return HubProcess.start(FOLDER.resolve("home"), settings);
    }
}
