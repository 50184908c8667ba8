package cn.lvyue.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.benchmark.HotlineFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** A replay on a real hub: held, killed in the middle, and told truthfully to the platform's last word. */
class ReplayIT {
    private static final Path FOLDER = Path.of("target", "replay-it");
    private static final Path MAPPINGS = FOLDER.resolve("mappings");
    private static final int ROWS = 4_000;
    private static final int CHUNK = ROWS / 4;
    /** Records a second: slow enough to be caught in the middle. */
    private static final int RATE = 800;

    private static final Duration LONG = Duration.ofMinutes(2);

    private final RecordingPlatform province = new RecordingPlatform();
    private final RecordingPlatform nation = new RecordingPlatform();
    private HubProcess hub;

    @BeforeEach
    void start() throws IOException {
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(FOLDER);
        FileSystemUtils.copyRecursively(Path.of("mappings"), MAPPINGS);
        hub = startHub();
    }

    @AfterEach
    void stop() {
        hub.close();
        province.close();
        nation.close();
    }

    @Test
    void aHubKilledInTheMiddleOfAReplayEndsItAndDoesNothingTwice() throws IOException {
        var file = FOLDER.resolve("hotline.csv");
        HotlineFile.inOrder(ROWS).writeTo(file);
        var message = hub.client().post("hotline-12345", file).get("messageId").asString();
        hub.client().awaitOutcome(message);
        hub.client().postEmpty("/batches?target=provincial", 202);
        awaitReceipts();
        aShadowRunTellsWhatWouldDiffer();
        changeTheMapping();

        var plan = planned(select("messageIds", message), "reprocess", "来源单位改名");
        assertThat(plan.path("plan").path("records").asInt()).isEqualTo(ROWS);
        assertThat(plan.path("plan").path("changed").asInt()).isEqualTo(ROWS);
        assertThat(plan.path("plan").path("alreadyReceipted").asInt()).isEqualTo(ROWS);
        var id = plan.path("replayId").asString();
        theDiffNamesTheFieldThatChanges(id);

        deed(id, "start");
        awaitDone(id, 1_000);
        deed(id, "pause");
        int paused = settledAt(id);
        assertThat(paused).as("paused in the middle").isLessThan(ROWS);
        deed(id, "resume");
        awaitDone(id, paused + 1);
        hub.kill();
        hub = startHub();
        assertThat(done(id)).as("killed in the middle").isLessThan(ROWS);

        var ended = awaitState(id, Set.of("WAITING_FOR_RECEIPTS"));
        assertThat(ended.path("progress").path("changed").asInt()).isEqualTo(ROWS);
        assertThat(ended.path("progress").path("unplanned").asInt()).isZero();
        assertThat(ended.path("progress")
                        .path("answers")
                        .path("provincial")
                        .path("PENDING")
                        .asInt())
                .as("the province has not answered, so it is not done")
                .isEqualTo(ROWS);

        hub.client().postEmpty("/batches?target=provincial", 202);
        var done = awaitState(id, Set.of("DONE"));
        assertThat(done.path("progress")
                        .path("answers")
                        .path("provincial")
                        .path("RECEIPTED")
                        .asInt())
                .isEqualTo(ROWS);
        everyRecordIsAtTheProvinceInTwoRevisions();
        theOriginalAndTheReplayNameEachOther(message, id);

        var again = planned(select("messageIds", message), "reprocess", "再来一次");
        assertThat(again.path("plan").path("unchanged").asInt())
                .as("a second time nothing changes")
                .isEqualTo(ROWS);
    }

    private static String changedMapping() throws IOException {
        return Files.readString(Path.of("mappings", "hotline-12345.yaml")).replace("政务服务便民热线（样例）", "政务服务便民热线");
    }

    private void aShadowRunTellsWhatWouldDiffer() throws IOException {
        var shadow = hub.client().postJson("/replays/shadow?days=1&feed=hotline-12345", changedMapping(), 200);
        assertThat(shadow.path("records").asInt()).isEqualTo(ROWS);
        assertThat(shadow.path("differing").asInt()).isEqualTo(ROWS);
        assertThat(shadow.path("feeds").get(0).path("fields").toString()).isEqualTo("{\"TS_LYDW\":" + ROWS + "}");
        assertThat(shadow.path("examples")
                        .get(0)
                        .path("diff")
                        .get(0)
                        .path("after")
                        .asString())
                .isEqualTo("黑龙江省12345政务服务便民热线");
    }

    private void changeTheMapping() throws IOException {
        Files.writeString(MAPPINGS.resolve("hotline-12345.yaml"), changedMapping());
        hub.close();
        hub = startHub();
    }

    private static String select(String what, String id) {
        return "{\"%s\": [\"%s\"]}".formatted(what, id);
    }

    private JsonNode planned(String select, String mode, String reason) {
        var id = hub.client()
                .postJson(
                        "/replays",
                        "{\"mode\": \"%s\", \"reason\": \"%s\", \"rate\": %d, \"select\": %s}"
                                .formatted(mode, reason, RATE, select),
                        201)
                .path("replayId")
                .asString();
        return awaitState(id, Set.of("PLANNED"));
    }

    private void theDiffNamesTheFieldThatChanges(String id) {
        var records = hub.client().get("/replays/" + id + "/records?limit=3&diff=true");
        assertThat(records.path("items")).hasSize(3).allSatisfy(item -> {
            assertThat(item.path("planned").asString()).isEqualTo("CHANGED");
            assertThat(item.path("diff")).hasSize(1);
            assertThat(item.path("diff").get(0).path("field").asString()).isEqualTo("TS_LYDW");
        });
    }

    private void theOriginalAndTheReplayNameEachOther(String message, String id) {
        var replays = hub.client().get("/messages/" + message).path("replays");
        assertThat(replays.get(0).path("replayId").asString()).isEqualTo(id);
        assertThat(replays.get(0).path("records").asInt()).isEqualTo(ROWS);
        var item = hub.client()
                .get("/replays/" + id + "/records?limit=1")
                .path("items")
                .get(0);
        assertThat(item.path("messageId").asString()).isEqualTo(message);
        var record = hub.client().get("/records/" + item.path("recordId").asString());
        assertThat(record.path("revisions").get(1).path("replayId").asString()).isEqualTo(id);
        assertThat(hub.client()
                        .get("/records/" + item.path("recordId").asString() + "/trail")
                        .path("steps")
                        .findValuesAsString("replayId"))
                .contains(id);
    }

    private void everyRecordIsAtTheProvinceInTwoRevisions() {
        var seen = new HashSet<String>();
        for (var record : province.records()) {
            var revision = record.path("CS_BBH").asString();
            assertThat(seen.add(record.get("TS_LYBH").asString() + " " + revision))
                    .as("revision %s of %s went once", revision, record.get("TS_LYBH"))
                    .isTrue();
        }
        assertThat(seen).hasSize(2 * ROWS);
    }

    private void deed(String id, String deed) {
        hub.client().postEmpty("/replays/" + id + "/" + deed, 200);
    }

    private void awaitDone(String id, int records) {
        Awaitility.await(records + " records done again")
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> done(id) >= records);
    }

    private int done(String id) {
        return hub.client().get("/replays/" + id).path("progress").path("done").asInt(0);
    }

    /** What was under way when it was paused is done. */
    private int settledAt(String id) {
        return Awaitility.await("a standstill")
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(700))
                .until(() -> new int[] {done(id), pausedDone(id)}, seen -> seen[0] == seen[1])[0];
    }

    private int pausedDone(String id) {
        Awaitility.await().pollDelay(Duration.ofMillis(600)).until(() -> true);
        return done(id);
    }

    private JsonNode awaitState(String id, Set<String> states) {
        return Awaitility.await("replay %s %s".formatted(id, states))
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> hub.client().get("/replays/" + id),
                        replay -> states.contains(replay.path("state").asString()));
    }

    private void awaitReceipts() {
        Awaitility.await("receipts of all packages")
                .atMost(LONG)
                .until(() -> hub.client()
                        .get("/batches?target=provincial")
                        .get("items")
                        .get(0)
                        .get("state")
                        .asString()
                        .equals("RECEIPTED"));
    }

    private HubProcess startHub() {
        return HubProcess.start(
                FOLDER.resolve("home"),
                Map.of(
                        "hub.trial.play-samples",
                        "false",
                        "hub.mappings",
                        MAPPINGS.toString(),
                        "hub.intake.chunk",
                        Integer.toString(CHUNK),
                        "hub.replay.lease",
                        "5s",
                        "hub.targets.provincial.url",
                        province.url(),
                        "hub.targets.national.url",
                        nation.url(),
                        "hub.delivery.retry.first",
                        "200ms",
                        "hub.delivery.receipts.first",
                        "200ms"));
    }
}
