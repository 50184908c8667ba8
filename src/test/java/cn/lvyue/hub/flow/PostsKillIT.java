package cn.lvyue.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
            everyPostWasProcessedOnce(hub.client());
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

    /** Nothing waits any more, no record came twice, and each acknowledged message is settled with one accepted record. */
    private void everyPostWasProcessedOnce(HubClient client) {
        Awaitility.await("nothing waits")
                .atMost(SOON)
                .until(() ->
                        client.get("/status").get("waiting").get("messages").asInt() == 0);
        var feed = feed(client.get("/status").get("feeds"));
        var counts = feed.get("counts");
        assertThat(feed.get("messages").asInt()).isGreaterThanOrEqualTo(acknowledged.size());
        assertThat(counts.get("read").asInt()).isEqualTo(feed.get("messages").asInt());
        assertThat(counts.get("accepted").asInt()).isEqualTo(counts.get("read").asInt());
        for (var post : acknowledged) {
            var message = client.get("/messages/" + post.messageId());
            assertThat(message.get("status").asString()).as(post.recordNo()).isEqualTo("DONE");
            assertThat(message.get("counts").get("accepted").asInt())
                    .as(post.recordNo())
                    .isEqualTo(1);
        }
    }

    private static JsonNode feed(JsonNode feeds) {
        for (var feed : feeds) {
            if (feed.get("feed").asString().equals(FEED)) {
                return feed;
            }
        }
        throw new AssertionError("no feed " + FEED + " in " + feeds);
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
