package cn.lvyue.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.mapping.FilledTemplate;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/**
 * Unmistakable personal values go through a real hub in production's settings: taken in by several ways, returned, corrected,
 * reprocessed, sent, reconciled. Then every answer of the API, the log, the result files and every row of the database is
 * searched for them.
 */
class PersonalDataIT {
    private static final Path FOLDER = Path.of("target", "personal-data-it");
    private static final Path HOME = FOLDER.resolve("home");
    private static final String WHY = "purpose=AUDIT&reference=IT-1";

    /** What must be nowhere, as it would be stored or shown. Two are planted in a text, where numbers are hidden only when shown. */
    private static final List<String> PLANTED = List.of(
            "欧阳植入甲",
            "13800009901",
            "230103198001019918",
            "植入街道九九号",
            "司马植入乙",
            "13800009902",
            "端木植入丙",
            "0451-9909",
            "13800009904",
            "13800009905");

    private static final List<String> PLANTED_IN_TEXTS = List.of("13800009906", "230103198001019926");

    /** Whose documents hold the values as they came, for whoever says why he needs them. */
    private static final String WHOLE_DOCUMENTS = ".*(/raw|/returned|/evidence.*|/template)$";

    private static final Map<String, String> CASE = Map.ofEntries(
            Map.entry("TS_LYBH", "BL-1"),
            Map.entry("TS_LYQD", "营商环境投诉举报平台"),
            Map.entry("TS_SJ", "2023-10-07 08:15"),
            Map.entry("TS_SLSJ", "2023-10-08"),
            Map.entry("TS_NR", "合同到期后服务费用仍未结清，请致电13800009906，身份证230103198001019926。"),
            Map.entry("TS_TSR_MC", "黑河岭下食品加工有限公司"),
            Map.entry("TS_TSR_LX", "法人"),
            Map.entry("TS_TSR_SHXYM", "91231100MA1B2C4E26"),
            Map.entry("TS_TSR_ZJHM", "230103198001019918"),
            Map.entry("TS_TSR_LXR", "欧阳植入甲"),
            Map.entry("TS_TSR_LXDH", "13800009901"),
            Map.entry("TS_TSR_DZ", "黑龙江省黑河市爱辉区植入街道九九号"),
            Map.entry("TS_BTS_MC", "黑河市第五人民医院（样例）"),
            Map.entry("TS_BTS_SHXYM", "1223110041487236XN"),
            Map.entry("TS_BTS_LX", "事业单位"),
            Map.entry("TS_HT_MC", "餐饮服务合同"),
            Map.entry("TS_WYLY", "政府采购"),
            Map.entry("TS_WYSS", "服务费用逾期未付。"),
            Map.entry("TS_WYJE", "n:9.8"),
            Map.entry("TS_LYDW", "黑河市营商环境建设监督局（样例）"),
            Map.entry("TS_LYDWDM", "11231100002718462A"),
            Map.entry("TS_BLZT", "已受理"));

    private static final String HOTLINE_HEAD = "工单编号,来电时间,诉求人,诉求主体类型,企业名称,企业统一社会信用代码,联系电话,所属区划,诉求分类,诉求标题,诉求内容,"
            + "涉及金额,被诉单位,被诉单位信用代码,合同编号,承办单位,工单状态,认定结论,办结时间,更新时间\n";

    private final HttpClient http = HttpClient.newHttpClient();
    private HubProcess hub;

    @Test
    void noAnswerNoLogAndNoTableShowsPersonalValues() throws Exception {
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(FOLDER);
        TestDatabase.reset();
        try (var started = HubProcess.start(HOME, settings())) {
            hub = started;
            var messages = takeIn();
            var records = records(messages);
            var replays = replays(messages, records.get(0));
            hub.client().postEmpty("/batches?target=provincial", 202);
            awaitPackages();

            var shown = everyAnswer(messages, records, replays);
            assertThat(shown).as("answers that were searched").hasSizeGreaterThan(30);
            shown.forEach((path, body) -> {
                assertHidden(path, body, PLANTED);
                assertHidden(path, body, PLANTED_IN_TEXTS);
            });
            assertHidden("log", Files.readString(hub.log()), PLANTED);
            assertHidden("log", Files.readString(hub.log()), PLANTED_IN_TEXTS);
            assertHidden("result files", resultFiles(), PLANTED);
            everyTableHidesThem();
            theValuesAreThereForWhoMaySeeThem(records.get(0));
        }
    }

    private static Map<String, String> settings() {
        return Map.of(
                "hub.trial.play-samples", "false",
                "hub.inbox.stable-for", "300",
                "hub.inbox.delay", "100",
                "hub.inbox.initial-delay", "0",
                "hub.vault.master-key", "of the tests, and of nothing but the tests",
                "hub.personal.purpose-required", "true",
                "spring.datasource.url", TestDatabase.url(),
                "spring.datasource.username", TestDatabase.user(),
                "spring.datasource.password", TestDatabase.password());
    }

    /** Messages by HTTP and by file: accepted, parked and rejected records, values repaired and doubted. */
    private List<String> takeIn() throws IOException {
        var template = hub.client().download("/standards/complaint-2023/template");
        var workbook = FilledTemplate.filled(template, List.of(CASE, with("BL-2", "微信")));
        var messages = new ArrayList<String>();
        messages.add(hub.client()
                .postAndWait("manual-entry", workbook, "补录.xlsx")
                .path("messageId")
                .asString());
        var rows = HOTLINE_HEAD
                + row("GD-1", "司马植入乙", "企业", "１３８００００９９０２", "12.5万元")
                + row("GD-2", "端木植入丙", "企业", "0451-9909", "12.5万元")
                + row("GD-3", "端木植入丙", "市民", "13800009904", "12.5万元")
                + row("GD-4", "端木植入丙", "企业", "13800009905", "许多钱");
        messages.add(hub.client()
                .postAndWait("hotline-12345", rows.getBytes(StandardCharsets.UTF_8), "热线.csv")
                .path("messageId")
                .asString());
        messages.add(DropFolder.inbox(HOME, "hotline-12345")
                .dropAndWait(rows.replace("GD-", "GE-").getBytes(StandardCharsets.UTF_8), "热线.csv")
                .path("messageId")
                .asString());
        return messages;
    }

    private static Map<String, String> with(String number, String channel) {
        var row = new HashMap<>(CASE);
        row.put("TS_LYBH", number);
        row.put("TS_LYQD", channel);
        row.put("TS_HT_MC", "另一份合同");
        return row;
    }

    private static String row(String number, String name, String kind, String phone, String amount) {
        return String.join(
                        ",",
                        number,
                        "2023/9/5 9:05:00",
                        name,
                        kind,
                        "牡丹江宏达供暖设备有限公司",
                        "91231002MA18T5K3XT",
                        phone,
                        "黑龙江省牡丹江市东安区",
                        "营商环境/政府失信违约/政府采购",
                        "拖欠货款",
                        "请致电13800009906。",
                        amount,
                        "牡丹江市东安区教育局",
                        "12231002MB0K4L956C",
                        number,
                        "",
                        "待派单",
                        "",
                        "",
                        "2023/9/5 9:20:31")
                + "\n";
    }

    private List<String> records(List<String> messages) {
        return messages.stream()
                .flatMap(message -> hub.client().records(message).stream())
                .map(record -> record.path("recordId").asString(""))
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
    }

    /** A correction of a personal value, and everything read again. */
    private List<String> replays(List<String> messages, String record) {
        var correction = plan("""
                {"mode": "correct", "reason": "电话有误", "select": {"recordIds": ["%s"]}, "changes": {"TS_TSR_LXDH": "13800009904"}}""".formatted(record));
        hub.client().postEmpty("/replays/" + correction + "/start", 200);
        awaitState(correction, "WAITING_FOR_RECEIPTS|DONE");
        var again = plan("""
                {"mode": "reprocess", "reason": "再来", "select": {"messageIds": ["%s"]}}""".formatted(String.join("\", \"", messages)));
        awaitState(again, "PLANNED");
        return List.of(correction, again);
    }

    private String plan(String body) {
        return hub.client().postJson("/replays", body, 201).path("replayId").asString();
    }

    private void awaitState(String replay, String states) {
        Awaitility.await("replay " + replay)
                .atMost(Duration.ofMinutes(2))
                .until(() -> hub.client()
                        .get("/replays/" + replay)
                        .path("state")
                        .asString()
                        .matches(states));
    }

    private void awaitPackages() {
        Awaitility.await("receipts").atMost(Duration.ofMinutes(2)).until(() -> {
            var items = hub.client().get("/batches?target=provincial").path("items");
            return items.size() > 0
                    && items.valueStream()
                            .allMatch(batch -> batch.path("state").asString().matches("RECEIPTED|PARTLY"));
        });
    }

    /** What every GET of the API's own description answers, with every id there is, and what takes a body. */
    private Map<String, String> everyAnswer(List<String> messages, List<String> records, List<String> replays) {
        var answers = new HashMap<String, String>();
        var ids = new HashMap<String, List<String>>();
        ids.put("/api/v1/messages/{id}", messages);
        ids.put("/api/v1/records/{recordId}", records);
        ids.put("/api/v1/replays/{id}", replays);
        ids.put("/api/v1/batches/{id}", List.of("1", "2"));
        ids.put("/api/v1/feeds/{feed}", List.of("hotline-12345", "manual-entry"));
        ids.put("/api/v1/targets/{target}", List.of("provincial", "national"));
        var paths = new TreeSet<String>();
        hub.client().get("/openapi").path("paths").properties().forEach(path -> {
            if (path.getValue().has("get") && !path.getKey().matches(WHOLE_DOCUMENTS)) {
                paths.add(path.getKey() + query(path.getValue().path("get")));
            }
        });
        for (var path : paths) {
            var root = path.substring(0, path.indexOf('}') + 1);
            for (var id : ids.getOrDefault(root, List.of("1"))) {
                var filled = path.replaceFirst("\\{[^}]*}", id).replaceAll("\\{[^}]*}", "1");
                answers.put(filled, answer(filled));
            }
        }
        replays.forEach(id -> answers.put("diff " + id, answer("/api/v1/replays/" + id + "/records?diff=true")));
        answers.put("metrics", answer("/actuator/prometheus"));
        answers.put("health", answer("/actuator/health"));
        answers.put("refused", answer("/api/v1/records/" + records.get(0) + "?unmask=true"));
        return answers;
    }

    private static String query(JsonNode call) {
        var values = Map.of(
                "feed",
                "hotline-12345",
                "sourceRecordNo",
                "GD-1",
                "target",
                "provincial",
                "days",
                "1",
                "from",
                "2023-01-01",
                "to",
                "2030-01-01",
                "q",
                "植入");
        var query = new ArrayList<String>();
        call.path("parameters").forEach(parameter -> {
            var name = parameter.path("name").asString();
            if (parameter.path("in").asString().equals("query")
                    && parameter.path("required").asBoolean(false)
                    && values.containsKey(name)) {
                query.add(name + "=" + URLEncoder.encode(values.get(name), StandardCharsets.UTF_8));
            }
        });
        return query.isEmpty() ? "" : "?" + String.join("&", query);
    }

    private String answer(String path) {
        var request = HttpRequest.newBuilder(URI.create(hub.address() + path.substring(1)))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + HubProcess.TOKEN)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                    .body();
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(path, broken);
        }
    }

    private static String resultFiles() throws IOException {
        var all = new StringBuilder();
        try (var files = Files.walk(HOME.resolve("inbox"))) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(".json")).toList()) {
                all.append(Files.readString(file));
            }
        }
        assertThat(all).isNotEmpty();
        return all.toString();
    }

    /** Bodies of messages are the archive's; what the sandbox platforms got is theirs. */
    private static void everyTableHidesThem() {
        var jdbc = JdbcClient.create(TestDatabase.dataSource());
        var tables = jdbc.sql("select schemaname || '.' || tablename from pg_tables where schemaname not in"
                        + " ('pg_catalog', 'information_schema', 'sandbox', 'archive')")
                .query(String.class)
                .list();
        var found = new TreeSet<String>();
        for (var table : tables) {
            for (var value : PLANTED) {
                var rows = jdbc.sql("select left(t::text, 300) from " + table + " t where t::text like ? limit 1")
                        .param("%" + value + "%")
                        .query(String.class)
                        .list();
                rows.forEach(row -> found.add(table + " has " + value + ": " + row));
            }
        }
        assertThat(found).isEmpty();
        assertThat(jdbc.sql("select count(*) from ledger.revision where personal is not null")
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    private void theValuesAreThereForWhoMaySeeThem(String record) {
        var first = hub.client().get("/records/" + record + "?unmask=true&revision=1&" + WHY);
        var second = hub.client().get("/records/" + record + "?unmask=true");

        assertThat(first.path("fields").path("TS_TSR_LXR").asString()).isEqualTo("欧阳植入甲");
        assertThat(first.path("fields").path("TS_TSR_LXDH").asString()).isEqualTo("13800009901");
        assertThat(second.path("fields").path("TS_TSR_LXDH").asString()).isEqualTo("13800009904");
        var seen = hub.client().get("/records/" + record + "/seen").path("items");
        assertThat(seen.get(0).path("times").asInt()).isEqualTo(2);
        assertThat(seen.get(1).path("refused").asString()).startsWith("missing");
    }

    private static void assertHidden(String where, String text, List<String> values) {
        for (var value : values) {
            int at = text.indexOf(value);
            assertThat(at)
                    .as(() -> where + " shows " + value + ": …"
                            + text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 50)))
                    .isNegative();
        }
    }
}
