package cn.lvyue.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** Kills a hub under many single posts: what it acknowledged is there and was processed exactly once. */
class PostsKillIT {
    private static final Path FOLDER = Path.of("target", "posts-kill-it");
    private static final String FEED = "credit-site";
    private static final int CLIENTS = 16;
    private static final int BEFORE_THE_KILL = 1_500;
    private static final Duration SOON = Duration.ofSeconds(60);

    /** An acknowledged post. */
    private record Acknowledged(String messageId, String recordNo) {}

    private final AtomicInteger next = new AtomicInteger();
    private final ConcurrentLinkedQueue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();

    @Test
    void everyAcknowledgedPostIsProcessedExactlyOnceAlthoughTheHubWasKilled() throws Exception {
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(FOLDER);
        var clients = Executors.newFixedThreadPool(CLIENTS);
        try (var hub = startHub()) {
            for (int i = 0; i < CLIENTS; i++) {
                var client = hub.client();
                clients.submit(() -> postUntilItFails(client));
            }
            Awaitility.await(BEFORE_THE_KILL + " posts acknowledged")
                    .atMost(SOON)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> acknowledged.size() >= BEFORE_THE_KILL);
            hub.kill();
        }
        clients.shutdown();
        assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

        try (var hub = startHub()) {
            assertThat(processed(hub.client())).containsOnly(1);
        }
    }

    private void postUntilItFails(HubClient client) {
        try {
            while (true) {
                var number = "XY-" + next.incrementAndGet();
                var answer = client.post(FEED, record(number));
                acknowledged.add(new Acknowledged(answer.get("messageId").asString(), number));
            }
        } catch (RuntimeException | AssertionError killed) {
            // as announced: the hub is gone, and this post has no answer
        }
    }

    /** How many records of its number every acknowledged post has: the message is settled with one accepted record. */
    private List<Integer> processed(HubClient client) {
        var counts = new ArrayList<Integer>();
        for (var post : acknowledged) {
            var message = client.awaitOutcome(post.messageId());
            assertThat(message.get("counts").get("accepted").asInt())
                    .as("outcome of %s: %s", post.recordNo(), message)
                    .isEqualTo(1);
            counts.add(recordsOf(client.records(post.messageId()), post.recordNo()));
        }
        return counts;
    }

    private static int recordsOf(List<JsonNode> entries, String number) {
        return (int) entries.stream()
                .filter(entry -> entry.get("sourceRecordNo").asString().equals(number))
                .count();
    }

    private static byte[] record(String number) {
        return """
                {"complaint_no":"%s","version":1,"subject":{"name":"七台河众诚园区开发有限公司","uscc":"91230902MA1H8R2W6B",
                "contact":{"name":"刘先生","mobile":"19900001301"}},"object":{"name":"七台河市茄子河区人民政府",
                "uscc":"11230904005634723K","region":{"code":"230904","name":"黑龙江省七台河市茄子河区"}},
                "type":"INVESTMENT_PROMOTION","subject_line":"未兑现标准化厂房回购承诺","narrative":"到期后以原政策作废为由不履行，请求依法履约。",
                "claim":{"amount":"6200000.00","currency":"CNY"},
                "contract":{"title":"厂房代建与回购协议","no":"%s","signed_on":"2018-11-06"},
                "submitted_at":"2023-09-14T01:20:00Z","accepted_at":"2023-09-15T09:00:00+08:00","status":"PROCESSING",
                "updated_at":"2023-09-15T09:05:00+08:00"}
                """.formatted(number, number).getBytes(StandardCharsets.UTF_8);
    }

    private static HubProcess startHub() throws IOException {
        return HubProcess.start(FOLDER.resolve("home"), Map.of("hub.trial.play-samples", "false"));
    }
}
