package cn.lvyue.hub.sandbox;

import static cn.lvyue.hub.record.Target.NATIONAL;
import static cn.lvyue.hub.record.Target.PROVINCIAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each misbehaviour alone, seen from outside. */
class ScenarioTest {
    private final RehearsedPlatforms platforms = RehearsedPlatforms.start(Map.of("hub.sandbox.stage-delay", "0s"));
    private final PlatformCaller caller = new PlatformCaller(platforms);
    private final UUID id = UUID.randomUUID();

    @AfterEach
    void close() {
        platforms.close();
    }

    @Test
    void aPlatformThatIsSlowAnswersLateAndRight() throws Exception {
        platforms.play("rules: [ { act: slow, delay: 300ms }, { act: trickle, delay: 200ms } ]");
        long begun = System.nanoTime();
        assertThat(caller.post(PROVINCIAL, id, "A").body()).contains("\"code\":\"0\"");
        assertThat(System.nanoTime() - begun).isGreaterThan(300_000_000L);
    }

    @Test
    void aConnectionBreaksBeforeAnythingIsKept() throws Exception {
        platforms.play("rules: [ { act: drop-before, on: post } ]");
        assertThatThrownBy(() -> caller.post(PROVINCIAL, id, "A")).isInstanceOf(IOException.class);
        assertThat(caller.ask(PROVINCIAL, id).statusCode()).isEqualTo(404);
    }

    @Test
    void aConnectionBreaksAfterEverythingIsKept() throws Exception {
        platforms.play("rules: [ { act: drop-after, on: post } ]");
        assertThatThrownBy(() -> caller.post(PROVINCIAL, id, "A")).isInstanceOf(IOException.class);
        assertThat(caller.ask(PROVINCIAL, id).statusCode()).isEqualTo(200);
    }

    @Test
    void anErrorMayComeBeforeAndAfterKeeping() throws Exception {
        platforms.play("""
                rules:
                  - { act: error-before, on: post, calls: 1, status: 502 }
                  - { act: error-after, on: post, calls: 2, status: 500 }
                """);
        assertThat(caller.post(PROVINCIAL, id, "A").statusCode()).isEqualTo(502);
        assertThat(caller.ask(PROVINCIAL, id).statusCode()).isEqualTo(404);
        assertThat(caller.post(PROVINCIAL, id, "A").statusCode()).isEqualTo(500);
        assertThat(caller.ask(PROVINCIAL, id).statusCode()).isEqualTo(200);
        assertThat(caller.post(PROVINCIAL, id, "A").statusCode()).isEqualTo(409);
    }

    @Test
    void aBusyPlatformSaysForHowLong() throws Exception {
        platforms.play("rules: [ { act: too-many, retry-after: 7 } ]");
        var answer = caller.post(PROVINCIAL, id, "A");
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("7");
    }

    @Test
    void aPageForPeopleMayComeWith200() throws Exception {
        platforms.play("rules: [ { act: html-before, calls: 1, on: post }, { act: html-after, calls: 2, on: post } ]");
        assertThat(caller.post(PROVINCIAL, id, "A").body()).startsWith("<!DOCTYPE html>");
        assertThat(caller.ask(PROVINCIAL, id).statusCode()).isEqualTo(404);
        var second = caller.post(PROVINCIAL, id, "A");
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(caller.ask(PROVINCIAL, id).statusCode()).isEqualTo(200);
    }

    @Test
    void anAnswerMayHaveTheWrongTypeOrBeCutOff() throws Exception {
        platforms.play("""
                rules:
                  - { act: wrong-type, on: post }
                  - { act: cut-off, on: ask, calls: 1 }
                  - { act: break-off, on: ask, calls: 2 }
                """);
        assertThat(caller.post(PROVINCIAL, id, "A").headers().firstValue("Content-Type"))
                .contains("text/plain");
        assertThat(caller.ask(PROVINCIAL, id).body()).startsWith("{\"code\"").doesNotEndWith("}");
        assertThatThrownBy(() -> caller.ask(PROVINCIAL, id)).isInstanceOf(IOException.class);
    }

    @Test
    void recordsAreRefusedOneByOne() throws Exception {
        platforms.play("rules: [ { act: refuse, records: 'A|C', message: 不在受理范围 } ]");
        caller.post(PROVINCIAL, id, "A", "B", "C");
        var receipts = receipts();
        assertThat(receipts.get(2).path("records").findValuesAsString("sourceRecordNo"))
                .containsExactly("A", "C");
        assertThat(receipts.get(2).path("records").findValuesAsString("message"))
                .containsOnly("不在受理范围");
        assertThat(receipts.get(3).path("records").findValuesAsString("sourceRecordNo"))
                .containsExactly("B");
    }

    @Test
    void receiptsAreGivenTwice() throws Exception {
        platforms.play("rules: [ { act: twice } ]");
        caller.post(PROVINCIAL, id, "A");
        assertThat(receipts().findValuesAsString("stage"))
                .containsExactly("R1", "R2", "R3", "R4", "R1", "R2", "R3", "R4");
    }

    @Test
    void aPlatformContradictsItselfInOneAnswer() throws Exception {
        platforms.play("rules: [ { act: good-then-bad, calls: 1 }, { act: bad-then-good, calls: 2, stage: R2 } ]");
        caller.post(PROVINCIAL, id, "A");
        assertThat(receipts().toString()).matches(".*\"R4\",\"code\":\"0\".*\"R4\",\"code\":\"B999\".*");
        assertThat(receipts().toString()).matches(".*\"R2\",\"code\":\"B999\".*\"R2\",\"code\":\"0\".*");
    }

    @Test
    void aPlatformContradictsItselfFromAnswerToAnswer() throws Exception {
        platforms.play("rules: [ { act: refuse-stage, stage: R3, records: A, calls: '1' } ]");
        caller.post(PROVINCIAL, id, "A", "B");
        assertThat(receipts().get(2).path("records").findValuesAsString("sourceRecordNo"))
                .containsExactly("A");
        assertThat(receipts().get(2).path("records")).isEmpty();
    }

    @Test
    void aContradictionAboutOneRecordLeavesTheRefusalOfAnotherAsItIs() throws Exception {
        platforms.play(
                "rules: [ { act: refuse, records: B }, { act: refuse-stage, stage: R3, records: A, calls: '1' } ]");
        caller.post(PROVINCIAL, id, "A", "B");
        assertThat(receipts().get(2).path("records").findValuesAsString("sourceRecordNo"))
                .containsExactly("B", "A");
        assertThat(receipts().get(2).path("records").findValuesAsString("sourceRecordNo"))
                .containsExactly("B");
    }

    @Test
    void receiptsNameRecordsThatWereNeverSentOrTooFew() throws Exception {
        platforms.play("rules: [ { act: unknown-records, calls: 1 }, { act: wrong-counts, calls: 2 } ]");
        caller.post(PROVINCIAL, id, "A", "B");
        assertThat(receipts().get(3).path("records").findValuesAsString("sourceRecordNo"))
                .containsExactly("A", "B", "NEVER-SENT", "NEVER-SENT-2");
        var wrong = receipts().get(3);
        assertThat(wrong.path("records").findValuesAsString("sourceRecordNo")).containsExactly("B");
        assertThat(wrong.path("message").asString()).isEqualTo("3 stored");
    }

    @Test
    void thePlatformsOwnNumbersChangeFromAnswerToAnswer() throws Exception {
        platforms.play("rules: [ { act: change-ids } ]");
        caller.post(PROVINCIAL, id, "A");
        var first = caller.ask(PROVINCIAL, id).body();
        assertThat(caller.ask(PROVINCIAL, id).body()).isNotEqualTo(first).contains("\"platformId\":\"P-");
    }

    @Test
    void aPackageThatWasAcceptedIsLostAndTakenAgain() throws Exception {
        platforms.play("rules: [ { act: lose-package, times: 1 } ]");
        assertThat(caller.post(PROVINCIAL, id, "A").statusCode()).isEqualTo(200);
        assertThat(caller.ask(PROVINCIAL, id).statusCode()).isEqualTo(404);
        assertThat(caller.post(PROVINCIAL, id, "A").statusCode()).isEqualTo(200);
        assertThat(caller.ask(PROVINCIAL, id).statusCode()).isEqualTo(200);
        assertThat(platforms.arrived(PROVINCIAL, "A")).hasSize(1);
    }

    @Test
    void aRecordIsReceiptedAndNotHeld() throws Exception {
        platforms.play("rules: [ { act: lose-records, records: B } ]");
        caller.post(PROVINCIAL, id, "A", "B");
        assertThat(receipts().get(3).path("records")).hasSize(2);
        assertThat(platforms.arrived(PROVINCIAL, "B"))
                .singleElement()
                .satisfies(record -> assertThat(record.lost()).isTrue());
    }

    @Test
    void receiptsComeLate() throws Exception {
        platforms.play("rules: [ { act: late, stage: R3, calls: '1' } ]");
        caller.post(PROVINCIAL, id, "A");
        assertThat(receipts().findValuesAsString("stage")).containsExactly("R1", "R2");
        assertThat(receipts().findValuesAsString("stage")).containsExactly("R1", "R2", "R3", "R4");
    }

    @Test
    void aClockThatIsWrongFindsSignaturesTooOldAndStampsReceiptsWithItsTime() throws Exception {
        caller.post(PROVINCIAL, id, "A");
        platforms.play("rules: [ { act: clock-wrong, by: 1h } ]");
        var refused = caller.ask(PROVINCIAL, id);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("S102");
        platforms.play("rules: [ { act: clock-wrong, by: -3m } ]");
        var stamp = java.time.Instant.parse(receipts().get(0).path("at").asString());
        assertThat(stamp).isBefore(Clock.systemUTC().instant().minusSeconds(170));
    }

    @Test
    void aPlatformThatIsDownRefusesConnectionsAndComesBackOnTheSamePort() throws Exception {
        caller.post(PROVINCIAL, id, "A");
        platforms.play("rules: [ { act: down, target: provincial } ]");
        await().untilAsserted(() ->
                assertThatThrownBy(() -> caller.ask(PROVINCIAL, id)).isInstanceOf(ConnectException.class));
        assertThat(caller.ask(NATIONAL, id).statusCode()).isEqualTo(404);
        platforms.play("");
        await().ignoreExceptions().until(() -> caller.ask(PROVINCIAL, id).statusCode() == 200);
    }

    @Test
    void rulesAreBoundToTargetPackageCallsAndTimes() throws Exception {
        platforms.play("""
                rules:
                  - { act: unavailable, target: national, packages: '%s', calls: 2.., times: 1 }
                """.formatted(id));
        assertThat(caller.ask(PROVINCIAL, id).statusCode()).isEqualTo(404);
        assertThat(caller.ask(NATIONAL, UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(caller.ask(NATIONAL, id).statusCode()).isEqualTo(404);
        assertThat(caller.ask(NATIONAL, id).statusCode()).isEqualTo(503);
        assertThat(caller.ask(NATIONAL, id).statusCode()).isEqualTo(404);
    }

    @Test
    void chanceIsTheSameForTheSameSeed() throws Exception {
        var scenario = "seed: 5\nrules: [ { act: unavailable, chance: 0.5 } ]";
        var first = statuses(scenario);
        assertThat(statuses(scenario)).isEqualTo(first).contains("503").contains("404");
    }

    private String statuses(String scenario) throws Exception {
        platforms.play(scenario);
        var statuses = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            statuses.append(caller.ask(PROVINCIAL, id).statusCode()).append(' ');
        }
        return statuses.toString();
    }

    @Test
    void theRegisterTellsWhatCameAndWhatWasDoneToIt() throws Exception {
        platforms.play("rules: [ { act: lose-records, records: A }, { act: error-after, on: post, status: 500 } ]");
        caller.post(NATIONAL, id, "A", "B");
        assertThat(caller.register(NATIONAL, "packages").body()).contains(id.toString());
        assertThat(items("records").findValuesAsString("lost")).containsExactly("true", "false");
        assertThat(items("leaks").findValuesAsString("source_record_no")).containsExactly("A", "B");
        await().untilAsserted(() ->
                assertThat(items("calls").findValuesAsString("acts")).containsExactly("error-after"));
    }

    private JsonNode items(String list) throws Exception {
        return JsonMapper.shared()
                .readTree(caller.register(NATIONAL, list).body())
                .path("items");
    }

    @Test
    void totalsOfAStatementAreWrongOneByOneOrAllTogether() throws Exception {
        caller.post(PROVINCIAL, id, "A");
        var right = statement("");
        for (var total : List.of("records", "amount", "digest")) {
            var wrong = statement("rules: [ { act: wrong-totals, of: %s } ]".formatted(total));
            for (var each : List.of("records", "amount", "digest")) {
                assertThat(wrong.path(each).equals(right.path(each)))
                        .as(total + ": " + each)
                        .isEqualTo(!each.equals(total));
            }
            assertThat(wrong.path("items")).isEqualTo(right.path("items"));
        }
    }

    private JsonNode statement(String scenario) throws Exception {
        platforms.play(scenario);
        return JsonMapper.shared()
                .readTree(caller.statement(PROVINCIAL, "2023-10-16").body());
    }

    @Test
    void aCallBackComesLaterAndSaysWhatThePlatformGetsWrong() throws Exception {
        var called = new CopyOnWriteArrayList<String>();
        var hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext("/", exchange -> {
            try (exchange) {
                called.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        hub.start();
        platforms.play("""
                rules:
                  - { act: call-back, url: 'http://127.0.0.1:%d/receipts', delay: 300ms }
                  - { act: good-then-bad, on: post, records: A }
                """.formatted(hub.getAddress().getPort()));
        caller.post(PROVINCIAL, id, "A", "B");
        await().untilAsserted(() -> assertThat(called).hasSize(1));
        hub.stop(0);
        assertThat(called.get(0)).matches(".*\"R4\",\"code\":\"0\".*\"R4\",\"code\":\"0\".*B999.*");
    }

    @Test
    void whatIsNoScenarioIsSaidAndNotPlayed() {
        for (var bad : List.of(
                "rules: [ { act: explode } ]",
                "rules: [ { act: slow, delay: soon } ]",
                "rules: [ { act: slow, target: city } ]",
                "rules: [ { act: slow, chance: 2 } ]",
                "rules: [ { act: slow, calls: 0 } ]",
                "rules: [ { act: refuse, records: '(' } ]",
                "rules: [ { act: call-back } ]",
                "rules: [ { act: wrong-totals, of: everything } ]",
                "rules: [ { act: slow, colour: red } ]",
                "seed: 1",
                "- nothing")) {
            assertThatThrownBy(() -> platforms.play(bad)).as(bad).isInstanceOf(Scenarios.Unreadable.class);
        }
    }

    @Test
    void aScenarioFileIsPlayedFromTheStart(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("scenario.yaml"), "rules: [ { act: unavailable } ]");
        platforms.close();
        try (var again = RehearsedPlatforms.start(Map.of("hub.sandbox.scenario", file.toString()))) {
            assertThat(new PlatformCaller(again).post(PROVINCIAL, id, "A").statusCode())
                    .isEqualTo(503);
        }
    }

    private JsonNode receipts() throws Exception {
        return JsonMapper.shared().readTree(caller.ask(PROVINCIAL, id).body()).path("receipts");
    }
}
