package cn.lvyue.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Markup, text that turns the writing direction, ten thousand characters and a formula are harmless text on every page. */
class HostileRecordBrowserIT {
    private static final String MARKUP = "<script>alert('x')</script><img src=x onerror=alert(1)>";
    private static final String TURNED = "\u202e县政府\u2066";
    private static final String FORMULA = "=cmd|' /C calc'!A0";
    private static final String TELEPHONE = "19900001301";
    private static final String LONG = "长".repeat(9_000) + "x".repeat(1_000);

    private static final JsonMapper JSON = new JsonMapper();

    /** Pages on which a record or its message is seen, with {@code {message}}, {@code {record}} and {@code {replay}} in their places. */
    private static final List<String> PAGES = List.of(
            "/exchanges",
            "/exchanges?q=XY-HOSTILE",
            "/exchanges/{message}",
            "/exchanges/{message}?code=V101",
            "/exchanges/{message}/text",
            "/records",
            "/records?q=%E5%9B%9E%E8%B4%AD",
            "/records/{record}",
            "/records/{record}/lineage",
            "/records/{record}/alike",
            "/records/{record}/revisions",
            "/records/{record}/personal",
            "/records/{record}/seen",
            "/records/{record}/evidence",
            "/batches",
            "/reconciliation",
            "/sources",
            "/sources/credit-site",
            "/sources/credit-site/messages/{message}",
            "/work",
            "/replays",
            "/replays/new",
            "/replays/{replay}?diff=true",
            "/archive",
            "/archive/days",
            "/archive/numbers",
            "/alarms",
            "/");

    /** Elements that only hostile text could have made. */
    private static final String INJECTED =
            "() => document.querySelectorAll('main img, main script:not([src]), main iframe').length";

    /** Elements in which text that turns the direction would turn its neighbours too. */
    private static final String TURNING = """
        () => {
          const found = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            if (/[\\u202a-\\u202e\\u2066-\\u2069]/.test(walker.currentNode.data)) {
              const style = getComputedStyle(walker.currentNode.parentElement);
              if (style.display === 'inline' && !style.unicodeBidi.startsWith('isolate')) {
                found.push(walker.currentNode.parentElement.outerHTML.slice(0, 200));
              }
            }
          }
          return found;
        }\
        """;

    @RegisterExtension
    static final Desk desk = Desk.withSamples("hostile");

    @Test
    void itIsTextAndNothingElseOnEveryPageThatShowsIt() {
        var message = post();
        var record = record(message);
        var replay = correction(record);
        desk.login();
        for (var page : pages(message, record, replay)) {
            desk.open(page);
            isHarmless(page);
        }
        isFoundByItsNumber();
        desk.open("/exchanges/" + message);
        desk.sees("<script>alert('x')</script>");
    }

    private static void isHarmless(String page) {
        assertThat(desk.page().evaluate(INJECTED)).as(page).isEqualTo(0);
        assertThat(desk.page().evaluate(TURNING)).as(page).isEqualTo(List.of());
        desk.isComplete();
    }

    private static void isFoundByItsNumber() {
        Awaitility.await("the digests of numbers").until(() -> {
            desk.open("/archive/numbers");
            desk.page().getByLabel("电话或证件号码").fill(TELEPHONE);
            desk.page().getByLabel("目的").selectOption("AUDIT");
            desk.page().getByLabel("案件或文书编号").fill(MARKUP + TURNED);
            desk.press("查找");
            desk.sees("此次查找已记录");
            return desk.page().locator("#found tbody tr").count() > 0;
        });
        isHarmless("what is found by a number");
    }

    private static List<String> pages(String message, String record, String replay) {
        return PAGES.stream()
                .map(page -> page.replace("{message}", message)
                        .replace("{record}", record)
                        .replace("{replay}", replay))
                .toList();
    }

    /** A replay that waits for its second person, whose reason and new value are hostile too. */
    private static String correction(String record) {
        var plan = JSON.createObjectNode().put("mode", "correct").put("reason", MARKUP + TURNED);
        plan.putObject("select").putArray("recordIds").add(record);
        plan.putObject("changes").put("TS_BT", TURNED + MARKUP);
        return desk.client()
                .postJson("/replays", JSON.writeValueAsString(plan), 201)
                .path("replayId")
                .asString();
    }

    /** One whose texts are hostile where a text may be anything, and one whose values are refused and shown with the findings. */
    private static String post() {
        var body = JSON.writeValueAsString(List.of(
                complaint("XY-HOSTILE-1", "七台河市样例区政府", MARKUP + FORMULA, FORMULA),
                complaint("XY-HOSTILE-2" + TURNED, MARKUP + TURNED, LONG, MARKUP),
                complaint("XY-HOSTILE-3" + MARKUP, "七台河市样例区政府", TURNED + LONG, TURNED)));
        return desk.client()
                .postAndWait(
                        "credit-site",
                        body.getBytes(StandardCharsets.UTF_8),
                        TURNED + MARKUP.replace("/", "") + ".json")
                .get("messageId")
                .asString();
    }

    private static ObjectNode complaint(String number, String respondent, String text, String contract) {
        var complaint = (ObjectNode) JSON.readTree("""
            {"version":1,"subject":{"name":"哈尔滨样例商贸有限公司","uscc":"91230902MA1H8R2W6B",
             "contact":{"name":"刘先生","mobile":"%s"}},
             "object":{"uscc":"11230904005634723K","region":{"code":"230904","name":"黑龙江省七台河市茄子河区"}},
             "type":"INVESTMENT_PROMOTION","subject_line":"未兑现回购承诺",
             "claim":{"amount":"6200000.00","currency":"CNY"},"contract":{"no":"QZH-ZS-2018-002","signed_on":"2018-11-06"},
             "submitted_at":"2023-09-14T01:20:00Z","accepted_at":"2023-09-15T09:00:00+08:00","status":"PROCESSING",
             "determination":null,"closed_on":null,"updated_at":"2023-09-15T09:05:00+08:00","attachments":[]}\
            """.formatted(TELEPHONE));
        complaint.put("complaint_no", number).put("narrative", text);
        ((ObjectNode) complaint.get("object")).put("name", respondent);
        ((ObjectNode) complaint.get("contract")).put("title", contract);
        return complaint;
    }

    private static String record(String message) {
        return Awaitility.await("a record that was taken in")
                .until(() -> desk.client().records(message), all -> !all.isEmpty())
                .stream()
                .map(entry -> entry.path("recordId").asString(""))
                .filter(id -> !id.isEmpty())
                .findFirst()
                .orElseThrow();
    }
}
