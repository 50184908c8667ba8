package cn.lvyue.hub.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.api.ApiCall.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the audit tells, page by page and as a file. */
class AuditCallsTest extends SignedContract {
    private static final String EXPORT = "/api/v1/audit/export?format=";

    private final String unique = "p" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void aChangeIsToldWithWhoWhereWhatBeforeAfterAndWhy() throws Exception {
        var hold = api.send(
                "POST",
                "/api/v1/retention/holds",
                BodyPublishers.ofString(
                        "{\"feed\": \"credit-site\", \"reason\": \"诉讼 %s\", \"reference\": \"（2026）黑01民初7号\"}"
                                .formatted(unique)),
                "Authorization",
                "Bearer " + TOKEN,
                "Content-Type",
                "application/json");
        assertThat(hold.status()).isEqualTo(201);
        var id = hold.json().path("holdId").asString();

        var line =
                page("object=hold%20" + id + "&action=hold.place").path("items").get(0);
        assertThat(line.path("actor").asString()).isEqualTo("admin");
        assertThat(line.path("address").asString()).isEqualTo("127.0.0.1");
        assertThat(line.path("what").asString()).isEqualTo("POST /api/v1/retention/holds");
        assertThat(line.path("after").path("scope").asString()).isEqualTo("feed");
        assertThat(line.path("purpose").asString()).isEqualTo("诉讼 " + unique);
        assertThat(line.path("reference").asString()).isEqualTo("（2026）黑01民初7号");
        assertThat(line.path("result").asString()).isEqualTo("ok");
    }

    @Test
    void aHeaderGivesThePurposeOfACallThatHasNoPlaceForIt() throws Exception {
        add(unique, "X-Hub-Purpose", "%E6%96%B0%E4%BA%BA", "X-Hub-Reference", "HR-3");
        add(unique, "X-Hub-Purpose", "%E5%86%8D%E6%9D%A5", "X-Hub-Reference", "HR-4");

        var lines = page("result=S222").path("items");
        assertThat(lines.get(0).path("purpose").asString()).isEqualTo("再来");
        assertThat(lines.get(0).path("reference").asString()).isEqualTo("HR-4");
        assertThat(lines.get(0).path("result").asString()).isEqualTo("409 S222");
    }

    @Test
    void aCallThatEndedIsNoLongerOpenHoweverItEnded() throws Exception {
        jdbc.sql("delete from security.open_call").update();
        assertThat(place("诉讼 " + unique).status()).isEqualTo(201);
        assertThat(admin("POST", "/api/v1/retention/plans/999999999/approve").status())
                .isEqualTo(404);
        assertThat(api.send(
                                "POST",
                                "/api/v1/retention/holds",
                                BodyPublishers.noBody(),
                                "Authorization",
                                "Bearer of-nobody")
                        .status())
                .isEqualTo(401);

        assertThat(open()).isZero();
    }

    @Test
    void aChangeWhoseLineCouldNotBeWrittenStaysOpen() throws Exception {
        jdbc.sql("delete from security.open_call").update();
        TestDatabase.asSuperuser(
                "create function security.of_the_test() returns trigger language plpgsql as $$ begin"
                        + " if new.action = 'hold.place' then raise exception 'the hub died'; end if; return new; end $$",
                "create trigger of_the_test before insert on security.audit for each row"
                        + " execute function security.of_the_test()");
        try {
            assertThat(place("诉讼 " + unique).status())
                    .as("not answered as done")
                    .isEqualTo(500);
        } finally {
            TestDatabase.asSuperuser("drop function security.of_the_test() cascade");
        }
        assertThat(jdbc.sql("select count(*) from retention.hold where reason = ?")
                        .param("诉讼 " + unique)
                        .query(Long.class)
                        .single())
                .as("and yet it was")
                .isOne();
        assertThat(open()).isOne();
        assertThat(jdbc.sql("select actor || ' ' || action || ' ' || what from security.open_call")
                        .query(String.class)
                        .single())
                .isEqualTo("admin hold.place POST /api/v1/retention/holds");
    }

    @Test
    void aHoldOfAMessageThatDoesNotExistIsRefusedInsteadOfProtectingNothing() throws Exception {
        var hold = api.send(
                "POST",
                "/api/v1/retention/holds",
                BodyPublishers.ofString("{\"messageId\": \"9\", \"reason\": \"诉讼\", \"reference\": \"7\"}"),
                "Authorization",
                "Bearer " + TOKEN,
                "Content-Type",
                "application/json");

        assertThat(hold.status()).isEqualTo(404);
        assertThat(hold.json().path("detail").asString()).isEqualTo("没有报文 '9' / there is no message '9'");
    }

    private Answer place(String reason) throws Exception {
        return api.send(
                "POST",
                "/api/v1/retention/holds",
                BodyPublishers.ofString(
                        "{\"feed\": \"credit-site\", \"reason\": \"%s\", \"reference\": \"7\"}".formatted(reason)),
                "Authorization",
                "Bearer " + TOKEN,
                "Content-Type",
                "application/json");
    }

    private long open() {
        return jdbc.sql("select count(*) from security.open_call")
                .query(Long.class)
                .single();
    }

    @Test
    void refusedCallsAreToldWhoeverMadeThem() throws Exception {
        clock.advance(Duration.ofMinutes(2));
        api.get("/api/v1/status", "Authorization", "Bearer of-nobody");

        await().until(() -> page("result=refused")
                .path("items")
                .path(0)
                .path("what")
                .asString("")
                .endsWith("/api/v1/status"));
        var line = page("result=refused").path("items").get(0);
        assertThat(line.path("actor").asString()).isEqualTo("nobody known");
        assertThat(line.path("result").asString()).isEqualTo("401 S104");
        assertThat(line.path("what").asString()).isEqualTo("GET /api/v1/status");
    }

    @Test
    void whoKnocksWithoutEndIsCountedAndDoesNotFillTheAudit() throws Exception {
        clock.advance(Duration.ofMinutes(2));
        long before = rows();
        for (int n = 0; n < 150; n++) {
            api.get("/api/v1/status");
        }
        await().untilAsserted(() -> assertThat(rows() - before).isEqualTo(120)); // written after the answer

        clock.advance(Duration.ofMinutes(2));
        api.get("/api/v1/status");
        await().untilAsserted(() -> assertThat(page("action=refusals")
                        .path("items")
                        .path(0)
                        .path("what")
                        .asString(""))
                .startsWith("30 more refused calls"));
    }

    @Test
    void pagesHaveNeitherGapsNorRepetitionsWhileNewLinesCome() throws Exception {
        for (int n = 0; n < 5; n++) {
            add(unique + n);
        }
        var seen = new ArrayList<String>();
        var after = "";
        do {
            var page = page("action=user.add&limit=2" + after);
            page.path("items").forEach(line -> seen.add(line.path("auditId").asString()));
            after = page.path("next").isNull()
                    ? ""
                    : "&after=" + page.path("next").asString();
            add(unique + "x" + seen.size());
        } while (!after.isEmpty());

        assertThat(seen).hasSizeGreaterThanOrEqualTo(5);
        assertThat(new HashSet<>(seen)).hasSameSizeAs(seen);
        assertThat(api.get("/api/v1/audit?limit=1001", "Authorization", "Bearer " + TOKEN)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void theFileHasEveryLineAndNoCellIsAFormula() throws Exception {
        add(unique, "X-Hub-Purpose", "%3DHYPERLINK(%22http://x%22)");
        add(unique, "X-Hub-Purpose", "%3DHYPERLINK(%22http://x%22)"); // taken: noted with its purpose

        var csv = file("csv", "&result=S222");
        assertThat(csv).startsWith("\uFEFF\"编号 id\",").contains(",\"'=HYPERLINK(\"\"http://x\"\")\",");
        assertThat(csv.lines().skip(1)).allMatch(line -> line.matches("\"\\d+\",.*"));

        var json = JsonMapper.builder().build();
        var first = file("jsonl", "&result=S222").lines().findFirst().orElseThrow();
        assertThat(json.readTree(first).path("purpose").asString()).isEqualTo("=HYPERLINK(\"http://x\")");
        assertThat(page("action=audit.export").path("items")).isNotEmpty();
        assertThat(api.get(EXPORT + "xlsx", "Authorization", "Bearer " + TOKEN).status())
                .isEqualTo(400);
    }

    private void add(String name, String... headers) throws Exception {
        var all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Authorization", "Bearer " + TOKEN, "Content-Type", "application/json"));
        api.send(
                "POST",
                "/api/v1/users",
                BodyPublishers.ofString("{\"name\": \"%s\"}".formatted(name)),
                all.toArray(String[]::new));
    }

    private JsonNode page(String query) throws Exception {
        var answer = api.get("/api/v1/audit?" + query, "Authorization", "Bearer " + TOKEN);
        assertThat(answer.status()).isEqualTo(200); // whoever turns pages would not come to an end
        return answer.json();
    }

    private String file(String format, String query) throws Exception {
        var answer = api.get(EXPORT + format + query, "Authorization", "Bearer " + TOKEN);
        assertThat(answer.status()).isEqualTo(200);
        return new String(answer.http().body(), StandardCharsets.UTF_8);
    }

    private long rows() {
        return jdbc.sql("select count(*) from security.audit").query(Long.class).single();
    }
}
