package cn.lvyue.hub.api.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which calls the commands of duties make, and how they tell the answers. */
class DutiesCommandsTest {
    private final List<String> calls = new ArrayList<>();
    private final Queue<String> answers = new ArrayDeque<>();
    private HttpServer server;
    private String url;

    @BeforeEach
    void aHub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            calls.add((exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body).strip());
            var answer = answers.remove().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void peopleAreMadeKnownGivenRolesAndTokens() {
        var user = "{\"name\": \"li\", \"roles\": [{\"role\": \"source-clerk\", \"feeds\": [\"credit-site\"]}],"
                + " \"tokens\": [{\"tokenId\": \"7\", \"waits\": true}]}";
        var token = "{\"user\": \"li\", \"tokenId\": \"7\", \"token\": \"secret\", \"waits\": true}";

        run(user, "user", "add", "li", "--shown", "李");
        var granted = run(user, "user", "grant", "li", "source-clerk", "--feed", "credit-site");
        var issued = run(token, "user", "token", "li", "--life", "30d");
        run(user, "user", "token", "li", "--confirm", "7");
        run(user, "user", "token", "li", "--revoke", "7");
        run(token, "user", "token");
        run(user, "user", "revoke", "li", "source-clerk");
        run("[" + user + "]", "user", "list");
        run(token, "user", "first", "sys", "system-admin");

        assertThat(calls)
                .containsExactly(
                        "POST /api/v1/users {\"name\":\"li\",\"shown\":\"李\"}",
                        "PUT /api/v1/users/li/roles/source-clerk {\"feeds\":[\"credit-site\"]}",
                        "POST /api/v1/users/li/tokens?life=30d",
                        "POST /api/v1/users/li/tokens/7/confirmation",
                        "DELETE /api/v1/users/li/tokens/7",
                        "POST /api/v1/users/me/token",
                        "DELETE /api/v1/users/li/roles/source-clerk",
                        "GET /api/v1/users",
                        "POST /api/v1/users/administrators"
                                + " {\"name\":\"sys\",\"role\":\"system-admin\",\"shown\":null}");
        assertThat(granted).contains("source-clerk[\"credit-site\"]", "7（待确认 waits）");
        assertThat(issued).contains("secret", "须由另一人确认", "until another person confirms it");
    }

    @Test
    void theAuditIsAskedByFilterAndFetchedAsAFile(@TempDir Path folder) throws IOException {
        var page = "{\"items\": [{\"at\": \"2026-03-05T10:00\", \"actor\": \"li\", \"action\": \"replay.start\","
                + " \"object\": \"replay 17\", \"result\": \"ok\"}], \"next\": \"9\"}";

        var told = run(page, "audit", "--actor", "li", "--object", "replay 17", "--from", "2026-03-05T00:00:00+08:00");
        run(
                "a,b\n",
                "audit",
                "--action",
                "replay",
                "--out",
                folder.resolve("a.csv").toString());

        assertThat(calls)
                .containsExactly(
                        "GET /api/v1/audit?limit=50&actor=li&object=replay%2017&from=2026-03-05T00%3A00%3A00%2B08%3A00",
                        "GET /api/v1/audit/export?format=csv&action=replay");
        assertThat(told).contains("replay 17", "--after 9");
        assertThat(folder.resolve("a.csv")).content().isEqualTo("a,b\n");
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void aMappingIsDraftedTriedProposedApprovedAndPutBack(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("m.yaml"), "feed: credit-site");
        var is = "{\"publicationId\": \"7\", \"feed\": \"credit-site\", \"state\": \"PROPOSED\", \"base\": \"0123\","
                + " \"version\": \"4567\", \"proposedBy\": \"li\", \"shadow\": {\"state\": \"DONE\", \"records\": 9,"
                + " \"differing\": 2}}";

        run(is, "mapping", "draft", "credit-site", file.toString());
        run(is, "mapping", "change", "7", file.toString());
        run(is, "mapping", "try", "7", "--days", "3");
        var proposed = run(is, "mapping", "propose", "7", "--reason", "new codes");
        run(is, "mapping", "approve", "7");
        run(is, "mapping", "refuse", "7", "--reason", "no");
        run(is, "mapping", "withdraw", "7", "--reason", "no");
        run(is, "mapping", "return", "credit-site", "0123", "--reason", "worse");
        run(is, "mapping", "show", "7");
        run("[]", "mapping", "status");

        assertThat(calls)
                .containsExactly(
                        "POST /api/v1/mappings/credit-site/publications feed: credit-site",
                        "PUT /api/v1/publications/7 feed: credit-site",
                        "POST /api/v1/publications/7/shadow?days=3",
                        "POST /api/v1/publications/7/proposal {\"reason\":\"new codes\",\"effectiveAt\":null}",
                        "POST /api/v1/publications/7/approve",
                        "POST /api/v1/publications/7/refuse {\"reason\":\"no\"}",
                        "POST /api/v1/publications/7/withdraw {\"reason\":\"no\"}",
                        "POST /api/v1/mappings/credit-site/return"
                                + " {\"version\":\"0123\",\"reason\":\"worse\",\"effectiveAt\":null}",
                        "GET /api/v1/publications/7",
                        "GET /api/v1/mappings");
        assertThat(proposed).contains("0123 → 4567", "PROPOSED", "proposed by: li", "9 条 records，2 条有异");
    }

    @Test
    void aDestructionIsPlannedApprovedRunAndHeldOff() {
        var plan = "{\"planId\": \"3\", \"state\": \"PLANNED\", \"items\": [{\"kind\": \"message-bodies\", \"things\":"
                + " 5}], \"certificate\": \"88\"}";
        var hold = "{\"holdId\": \"2\", \"scope\": \"feed\", \"feed\": \"credit-site\"}";

        var planned = run(plan, "retention", "plan", "--reason", "annual");
        run(plan, "retention", "approve", "3");
        run(plan, "retention", "run", "3");
        run(plan, "retention", "status", "3");
        var status = run(
                "{\"policies\": [{\"kind\": \"message-bodies\", \"keep\": \"P3Y\", \"due\": 5}], \"others\": [\"审计\"]}",
                "retention",
                "status");
        run(hold, "retention", "hold", "--feed", "credit-site", "--reason", "lawsuit", "--reference", "case 9");
        run("{\"items\": [" + hold + "]}", "retention", "hold");
        run(hold, "retention", "release", "2", "--reason", "over");

        assertThat(calls)
                .startsWith(
                        "POST /api/v1/retention/plans {\"reason\":\"annual\"}",
                        "POST /api/v1/retention/plans/3/approve",
                        "POST /api/v1/retention/plans/3/run",
                        "GET /api/v1/retention/plans/3",
                        "GET /api/v1/retention")
                .endsWith(
                        "GET /api/v1/retention/holds", "POST /api/v1/retention/holds/2/release {\"reason\":\"over\"}");
        assertThat(planned).contains("message-bodies", "5", "certificate 88");
        assertThat(status).contains("P3Y", "审计");
    }

    @Test
    void personalDataIsErasedForAReasonAndSealedAnewToTheEnd() {
        var erased = run(
                "{\"recordId\": \"23202603050200000000042\", \"erased\": {\"ledger.revision\": 2}}",
                "personal",
                "erase",
                "23202603050200000000042",
                "--reason",
                "本人请求",
                "--reference",
                "函 7");
        answers.add("{\"table\": \"ledger.revision\", \"read\": 500, \"sealed\": 20}");
        var sealed = run("{\"table\": null, \"read\": 30, \"sealed\": 1}", "personal", "reseal", "--rows", "500");

        assertThat(calls)
                .containsExactly(
                        "POST /api/v1/records/23202603050200000000042/erasure?reason=%E6%9C%AC%E4%BA%BA%E8%AF%B7%E6%B1%82"
                                + "&reference=%E5%87%BD%207",
                        "POST /api/v1/personal/resealing?rows=500", "POST /api/v1/personal/resealing?rows=500");
        assertThat(erased).contains("23202603050200000000042", "ledger.revision 2");
        assertThat(sealed).contains("530", "21");
    }

    private String run(String answer, String... command) {
        answers.add(answer);
        var args = new ArrayList<>(List.of(command));
        args.addAll(List.of("--url", url, "--token", "t"));
        var run = CommandRun.of(args.toArray(String[]::new));
        assertThat(run.code()).as(run.toString()).isZero();
        return run.out();
    }
}
