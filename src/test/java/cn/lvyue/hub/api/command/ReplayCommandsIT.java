package cn.lvyue.hub.api.command;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.flow.HubProcess;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.sandbox.RehearsedPlatforms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code hub replay …} against a real hub whose platforms refuse a record and take it later; the plan of a sample, and a correction
 * that another person approves.
 */
class ReplayCommandsIT {
    private static final Path FOLDER = Path.of("target", "replay-commands-it");
    private static final Path MAPPINGS = FOLDER.resolve("mappings");
    private static final Path SAMPLE = Path.of("samples", "hotline-12345", "01-first-day", "input.csv");
    private static final String OTHER_TOKEN = "other-token-0123456789abcdef0123456789abcdef";
    private static final Set<String> CORRECTED = Set.of("WAITING_FOR_RECEIPTS", "DONE");
    private static final Duration LONG = Duration.ofMinutes(2);

    private final RehearsedPlatforms platforms = RehearsedPlatforms.start(Map.of("hub.sandbox.stage-delay", "50ms"));
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
        platforms.close();
    }

    @Test
    void whatAPlatformRefusedAloneIsDeliveredAgainAndAVoidPlanIsNotBegun() throws IOException {
        var message = hub.client()
                .postAndWait("hotline-12345", Files.readAllBytes(SAMPLE), "input.csv")
                .path("messageId")
                .asString();
        thePlanOfASampleIsTheOneThatWasLookedAt(message);
        var record = accepted(message);
        var number = record.path("sourceRecordNo").asString();
        platforms.play(
                "rules: [ { act: refuse, target: provincial, records: '%s', message: 不在受理范围 } ]".formatted(number));
        hub.client().postEmpty("/batches?target=provincial", 202);
        var pack = await("PARTLY").path("packages").get(0);
        assertThat(pack.path("state").asString()).isEqualTo("PARTLY");

        var dry = run(List.of("--dry-run"), "plan", "--mode", "redeliver", "--delivery", "refused", "--reason", "试看");
        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(json(dry).path("plan").path("changed").asInt()).isEqualTo(1);
        assertThat(json(dry).path("plan").path("impossible").asInt()).isZero();

        var refusedAgain = deliverAgain();
        assertThat(answers(refusedAgain)).isEqualTo("{\"REFUSED\":1}");
        platforms.play("");
        var taken = deliverAgain();
        assertThat(answers(taken)).isEqualTo("{\"RECEIPTED\":1}");

        await("RECEIPTED");
        assertThat(platforms.arrived(Target.PROVINCIAL, number).stream().filter(RehearsedPlatforms.Arrived::good))
                .as("one record, whatever was refused before")
                .singleElement()
                .satisfies(one -> assertThat(one.revision()).isEqualTo(1));
        bothEndsAreLinked(
                json(taken).path("replayId").asString(), record.path("recordId").asString());
        aConfirmedRecordIsCorrectedByTwoPeople(message);
        aPlanIsVoidOnceThePackIsAnother(message);
    }

    /** As it was looked at and found right; the mapping's version is another with every change of it. */
    private void thePlanOfASampleIsTheOneThatWasLookedAt(String message) throws IOException {
        var planned = run(List.of(), "plan", "--message", message, "--reason", "样例");
        assertThat(planned.code()).as(planned.err()).isZero();

        // The confirmed one is at the national platform within seconds, and may be receipted by now.
        assertThat(json(planned)
                        .path("plan")
                        .toString()
                        .replaceAll("\"mapping\":\"[^\"]*\"", "\"mapping\":\"…\"")
                        .replaceAll("\"pack\":\"complaint-2023 [^\"]*\"", "\"pack\":\"complaint-2023\"")
                        .replaceAll("\"alreadyReceipted\":[01]", "\"alreadyReceipted\":0"))
                .isEqualTo(Files.readString(Path.of("src", "test", "resources", "replay", "first-day-plan.json"))
                        .strip());
    }

    private void aConfirmedRecordIsCorrectedByTwoPeople(String message) {
        var confirmed = confirmed(message);
        var plan = hub.client().postJson("/replays", """
                        {"mode": "correct", "reason": "标题有误", "select": {"recordIds": ["%s"]}, "changes": {"TS_BT": "更正后的标题"}}""".formatted(confirmed), 201);
        var id = plan.path("replayId").asString();
        assertThat(plan.path("needsApproval").asBoolean()).isTrue();
        hub.client().postEmpty("/replays/" + id + "/start", 409);
        hub.client().postEmpty("/replays/" + id + "/approve", 409);
        hub.client(OTHER_TOKEN).postEmpty("/replays/" + id + "/approve", 200);
        hub.client().postEmpty("/replays/" + id + "/start", 200);
        Awaitility.await("the correction")
                .atMost(LONG)
                .until(() -> CORRECTED.contains(
                        hub.client().get("/replays/" + id).path("state").asString()));

        var record = hub.client().get("/records/" + confirmed);
        assertThat(record.path("revision").asInt()).isEqualTo(2);
        assertThat(record.path("extension").path("TS_BT").asString()).isEqualTo("更正后的标题");
        var revision = record.path("revisions").get(1);
        assertThat(revision.path("by").asString()).isEqualTo("admin");
        assertThat(revision.path("reason").asString()).contains("标题有误");
        assertThat(revision.path("changed").get(0).asString()).isEqualTo("TS_BT");
        assertThat(revision.path("replayId").asString()).isEqualTo(id);
    }

    private String confirmed(String message) {
        return hub.client().records(message).stream()
                .map(record -> record.path("recordId").asString(""))
                .filter(record -> !record.isEmpty())
                .filter(record -> hub.client()
                        .get("/records/" + record)
                        .path("fields")
                        .path("TS_RDJG")
                        .asString("")
                        .equals("1"))
                .findFirst()
                .orElseThrow();
    }

    private CommandRun deliverAgain() {
        var again = run(
                List.of("--start", "--wait", "--timeout", "100"),
                "plan",
                "--mode",
                "redeliver",
                "--target",
                "provincial",
                "--delivery",
                "refused",
                "--reason",
                "平台已更正");
        assertThat(again.code()).as(again.err() + again.out()).isZero();
        assertThat(json(again).path("state").asString()).isEqualTo("DONE");
        return again;
    }

    private void bothEndsAreLinked(String replay, String record) {
        var item = hub.client()
                .get("/replays/" + replay + "/records")
                .path("items")
                .get(0);
        assertThat(item.path("recordId").asString()).isEqualTo(record);
        assertThat(item.path("answers").get(0).path("state").asString()).isEqualTo("RECEIPTED");
        assertThat(hub.client()
                        .get("/records/" + record + "/trail")
                        .path("steps")
                        .findValues("replayIds")
                        .toString())
                .contains("\"" + replay + "\"");
        var packages = await("RECEIPTED").path("packages");
        assertThat(packages.size()).isEqualTo(3);
        assertThat(hub.client()
                        .get("/replays/of-package/"
                                + packages.get(1).path("packageId").asString())
                        .findValuesAsString("replayId"))
                .containsExactly(replay);
        assertThat(run(List.of(), "show", replay).code()).isZero();
        assertThat(run(List.of(), "list").out()).contains(replay);
    }

    private void aPlanIsVoidOnceThePackIsAnother(String message) throws IOException {
        var plan = run(List.of(), "plan", "--message", message, "--reason", "规则已改");
        var id = json(plan).path("replayId").asString();
        hub.close();
        Files.writeString(
                MAPPINGS.resolve("standards/complaint-2023/rules.yaml"), "# another\n", StandardOpenOption.APPEND);
        hub = startHub();

        var started = run(List.of(), "start", id);

        assertThat(started.code()).isNotZero();
        assertThat(started.err()).contains("R233", "plan anew");
        assertThat(hub.client().get("/replays/" + id).path("state").asString()).isEqualTo("CANCELLED");
    }

    private JsonNode accepted(String message) {
        return hub.client().records(message).stream()
                .filter(record -> record.path("outcome").asString("").equals("ACCEPTED"))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode await(String state) {
        var batch = Awaitility.await("the batch as " + state)
                .atMost(LONG)
                .until(
                        () -> hub.client()
                                .get("/batches?target=provincial")
                                .path("items")
                                .get(0),
                        seen -> seen.path("state").asString().equals(state));
        return hub.client().get("/batches/" + batch.path("batchId").asString());
    }

    private CommandRun run(List<String> more, String... words) {
        var all = Stream.of(
                        Stream.of("replay"),
                        Arrays.stream(words),
                        more.stream(),
                        Stream.of("--json", "--url", hub.address().toString(), "--token", HubProcess.TOKEN))
                .flatMap(some -> some)
                .toArray(String[]::new);
        return CommandRun.of(all);
    }

    private static JsonNode json(CommandRun run) {
        return JsonMapper.shared().readTree(run.out());
    }

    private static String answers(CommandRun run) {
        return json(run).path("progress").path("answers").path("provincial").toString();
    }

    private HubProcess startHub() {
        var settings = new HashMap<>(platforms.settings());
        settings.put("hub.trial.play-samples", "false");
        settings.put("hub.mappings", MAPPINGS.toString());
        settings.put("hub.tokens.second", OTHER_TOKEN);
        settings.put("hub.delivery.retry.first", "200ms");
        settings.put("hub.delivery.receipts.first", "200ms");
        return HubProcess.start(FOLDER.resolve("home"), settings);
    }
}
