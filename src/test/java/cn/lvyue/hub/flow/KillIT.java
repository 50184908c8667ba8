package cn.lvyue.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.benchmark.HotlineFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** Kills real processes at the worst moments and looks for lost and doubled records afterwards. */
class KillIT {
    private static final Path FOLDER = Path.of("target", "kill-it");
    private static final int ROWS = 12_000;
    /** Fifteen chunks a file and fifty packages a push: enough to be caught in the middle of both. */
    private static final int CHUNK = ROWS / 15;

    private static final int PACKAGE = ROWS / 50;

    private static final Duration LONG = Duration.ofMinutes(3);

    private final RecordingPlatform province = new RecordingPlatform();
    private final RecordingPlatform nation = new RecordingPlatform();
    private HubProcess hub;

    /** How many records were through when the hub was last killed. */
    private int killed;

    @BeforeEach
    void start() throws IOException {
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(FOLDER);
        hub = startHub();
    }

    @AfterEach
    void stop() {
        hub.close();
        province.close();
        nation.close();
    }

    @Test
    void aHubKilledDuringIntakeAndDuringAPushLosesAndDoublesNothing() throws IOException {
        var messageId = postFile();
        killWhenRead(messageId, ROWS / 5);
        assertThat(killed).as("killed in the middle of the file").isLessThan(ROWS);
        killWhenRead(messageId, ROWS / 2);

        var summary = hub.client().awaitOutcome(messageId);
        assertThat(count(summary, "read")).isEqualTo(ROWS);
        assertThat(count(summary, "accepted")).isEqualTo(ROWS);

        hub.client().postEmpty("/batches?target=provincial&date=2023-10-16", 202);
        killWhenPushed(3);
        assertThat(killed).as("killed in the middle of the push").isLessThan(ROWS);
        killWhenPushed(20);

        Awaitility.await("all packages at the province")
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> province.records().size() >= ROWS);
        everyRecordIsThereOnce(province);
        awaitReceipts();
        onlyConfirmedRecordsAreAtTheNation();
    }

    private String postFile() throws IOException {
        var file = FOLDER.resolve("hotline.csv");
        HotlineFile.inOrder(ROWS).writeTo(file);
        return hub.client().post("hotline-12345", file).get("messageId").asString();
    }

    private void killWhenRead(String messageId, int rows) {
        Awaitility.await(rows + " rows read")
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> killed = count(hub.client().get("/messages/" + messageId), "read"), read -> read >= rows);
        killAndRestart();
    }

    private void killWhenPushed(int packages) {
        Awaitility.await(packages + " packages pushed")
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> province.packageCount() >= packages);
        killed = province.records().size();
        killAndRestart();
    }

    private void killAndRestart() {
        hub.kill();
        hub = startHub();
    }

    private void everyRecordIsThereOnce(RecordingPlatform platform) {
        var numbers = new HashSet<String>();
        for (var record : platform.records()) {
            assertThat(numbers.add(record.get("TS_LYBH").asString()))
                    .as("record %s is there once", record.get("TS_LYBH"))
                    .isTrue();
        }
        assertThat(numbers).hasSize(ROWS);
    }

    private void awaitReceipts() {
        Awaitility.await("receipts of all packages").atMost(LONG).until(() -> {
            var batch =
                    hub.client().get("/batches?target=provincial").get("items").get(0);
            return batch.get("state").asString().equals("RECEIPTED");
        });
    }

    private void onlyConfirmedRecordsAreAtTheNation() {
        Awaitility.await("national records")
                .atMost(LONG)
                .until(() -> !nation.records().isEmpty());
        assertThat(nation.records()).allSatisfy(record -> {
            assertThat(record.get("TS_RDJG").asString()).isEqualTo("1");
            assertThat(record.get("TS_BLZT").asString()).isEqualTo("80");
            assertThat(record.has("TS_TSR_LXDH")).isFalse();
        });
    }

    private HubProcess startHub() {
        return HubProcess.start(
                FOLDER.resolve("home"),
                Map.of(
                        "hub.trial.play-samples", "false",
                        "hub.intake.chunk", Integer.toString(CHUNK),
                        "hub.delivery.package-records", Integer.toString(PACKAGE),
                        "hub.targets.provincial.url", province.url(),
                        "hub.targets.national.url", nation.url(),
                        "hub.delivery.retry.first", "200ms",
                        "hub.delivery.receipts.first", "200ms"));
    }

    private static int count(JsonNode message, String what) {
        return message.get("counts").get(what).asInt();
    }
}
