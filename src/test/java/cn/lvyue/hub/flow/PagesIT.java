package cn.lvyue.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** A person's way through the pages of a real hub, as a browser goes it, without its scripts. */
class PagesIT {
    private static final Path FOLDER = Path.of("target", "pages-it");
    private static final Pattern DRAWN = Pattern.compile("first login:\\s+(\\S+)");
    private static final Pattern TAKEN =
            Pattern.compile("@RequestParam(?:\\([^)]*\\))?\\s+(?:@\\w+(?:\\([^)]*\\))?\\s+)*[\\w<>.\\[\\]]+\\s+(\\w+)");
    private static final Path ACCESS = Path.of("src/test/resources/access.txt");
    private static final String WANTED = "Lvyue-Test-2026";
    private static final String HOSTILE = "<script>alert('x')</script>\u202e县政府";

    private HubProcess hub;
    private Visitor visitor;

    @BeforeEach
    void start() throws IOException {
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(FOLDER);
        hub = HubProcess.start(
                FOLDER.resolve("home"), Map.of("hub.trial.play-samples", "false", "hub.reconciliation.at-once", "0"));
        visitor = new Visitor(hub.address());
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void aPersonLogsInChangesThePasswordAndSeesEveryPageInBothLanguages() throws Exception {
        var message = post();

        assertThat(visitor.get("/batches").uri().getPath()).isEqualTo("/login");
        assertThat(visitor.login("admin", "wrong").uri().getQuery()).isEqualTo("error");
        assertThat(visitor.login("nobody", "wrong").body()).contains("用户名或口令不对");
        theDrawnPasswordHasToBeChanged();

        assertThat(visitor.login("admin", WANTED).body()).contains("运行总览", "账目相符", "credit-site");
        for (var language : List.of("zh", "en")) {
            for (var path : List.of(
                    "/",
                    "/today/flow",
                    "/exchanges",
                    "/exchanges/" + message,
                    "/records",
                    "/batches",
                    "/reconciliation",
                    "/sources",
                    "/mappings",
                    "/mappings/credit-site",
                    "/mappings/credit-site/try",
                    "/mappings/credit-site/draft",
                    "/standards",
                    "/standards/complaint-2023",
                    "/alarms")) {
                assertThatItIsWhole(visitor.get(path + "?lang=" + language), path);
            }
        }
        hostileTextIsText(message);
        var record = theRecordIsFoundByTwoCharactersAndShownMasked();
        aStatementOfMoreThanAPageWaitsForIsMadeInTheBackground();
        assertThat(visitor.get("/records/23202601010100000000099").statusCode()).isEqualTo(404);
        assertThat(visitor.get("/nowhere").statusCode()).isEqualTo(404);
        whateverIsAskedOfAPageIsAnsweredWithAPage(record);

        assertThat(visitor.submit(visitor.get("/"), "/logout", Map.of()).uri().getPath())
                .isEqualTo("/login");
        assertThat(visitor.get("/").uri().getPath()).isEqualTo("/login");
        afterFiveWrongPasswordsTheRightOneDoesNotOpenEither();
    }

    private String post() {
        var complaint = """
                {"complaint_no":"XY-PAGES-1","version":1,"subject":{"name":"哈尔滨样例商贸有限公司","uscc":"91230902MA1H8R2W6B",
                 "contact":{"name":"刘先生","mobile":"19900001301"}},
                 "object":{"name":"%s","uscc":"11230904005634723K","region":{"code":"230904","name":"黑龙江省七台河市茄子河区"}},
                 "type":"INVESTMENT_PROMOTION","subject_line":"未兑现回购承诺","narrative":"招商协议约定三年后回购厂房，到期后不履行。",
                 "claim":{"amount":"6200000.00","currency":"CNY"},
                 "contract":{"title":"回购协议","no":"QZH-ZS-2018-002","signed_on":"2018-11-06"},
                 "submitted_at":"2023-09-14T01:20:00Z","accepted_at":"2023-09-15T09:00:00+08:00","status":"PROCESSING",
                 "determination":null,"closed_on":null,"updated_at":"2023-09-15T09:05:00+08:00","attachments":[]}""".formatted(HOSTILE);
        return hub.client()
                .postAndWait(
                        "credit-site", complaint.getBytes(StandardCharsets.UTF_8), HOSTILE.replace("/", "") + ".json")
                .get("messageId")
                .asString();
    }

    private void theDrawnPasswordHasToBeChanged() throws Exception {
        var drawn = DRAWN.matcher(Files.readString(hub.log()));
        assertThat(drawn.find()).isTrue();
        var page = visitor.login("admin", drawn.group(1));
        assertThat(page.uri().getPath()).isEqualTo("/password");
        assertThat(visitor.get("/batches").uri().getPath()).isEqualTo("/password");

        var simple = visitor.submit(
                page, "/password", Map.of("old", drawn.group(1), "wanted", "admin12345", "again", "admin12345"));
        assertThat(simple.body()).contains("新口令不符合要求");
        var changed =
                visitor.submit(simple, "/password", Map.of("old", drawn.group(1), "wanted", WANTED, "again", WANTED));
        assertThat(changed.uri().toString()).endsWith("/login?changed");
    }

    private static void assertThatItIsWhole(HttpResponse<String> page, String path) {
        assertThat(page.statusCode()).as(path).isEqualTo(200);
        assertThat(page.body())
                .as(path)
                .doesNotContain("??")
                .doesNotContain("<script>")
                .doesNotContain(" style=");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .as(path)
                .contains("default-src 'self'", "frame-ancestors 'none'");
    }

    private void hostileTextIsText(String message) throws Exception {
        var page = visitor.get("/exchanges/" + message + "?lang=zh").body();
        assertThat(page).contains("&lt;script&gt;alert(").doesNotContain("<script>alert");
    }

    private String theRecordIsFoundByTwoCharactersAndShownMasked() throws Exception {
        var found = Awaitility.await("the index")
                .until(
                        () -> visitor.get("/records?q=" + Visitor.encoded("厂房")).body(),
                        page -> page.contains("XY-PAGES-1"));
        var record = Pattern.compile("/records/([0-9]{23})").matcher(found);
        assertThat(record.find()).isTrue();
        var shown = visitor.get("/records/" + record.group(1));
        assertThatItIsWhole(shown, "record");
        assertThat(shown.body()).contains("回购协议").doesNotContain("19900001301").doesNotContain("刘先生");
        assertThat(visitor.get("/records?q=" + Visitor.encoded("房")).body()).contains("A160");
        nothingIsErasedThatIsOnItsWayOrNotConfirmed(record.group(1), shown.body());
        return record.group(1);
    }

    private void aStatementOfMoreThanAPageWaitsForIsMadeInTheBackground() {
        var before = visitor.get("/reconciliation?lang=zh");
        assertThat(before.body()).contains("在后台核对", "收到", "信用中国").doesNotContain("合计相符", "/reconciliation/export");
        var day = Pattern.compile("name=\"date\" value=\"([0-9-]{10})\"").matcher(before.body());
        assertThat(day.find()).isTrue();

        var asked = visitor.submit(before, "/reconciliation", Map.of("date", day.group(1), "reason", "月末核对"));
        assertThat(asked.body()).contains("已请求核对");
        var made = Awaitility.await("the statement")
                .until(() -> visitor.get("/reconciliation?lang=zh").body(), page -> page.contains("留存的第 1 版"));
        assertThat(made).contains("月末核对", "合计相符", "version=1&amp;format=xlsx");
        var progress = visitor.get("/reconciliation/making?date=" + day.group(1) + "&was=MAKING");
        assertThat(progress.headers().firstValue("HX-Refresh")).contains("true");
        assertThat(hub.client().get("/audit?action=statement.keep").toString()).contains("月末核对");
    }

    private void nothingIsErasedThatIsOnItsWayOrNotConfirmed(String record, String page) throws Exception {
        var path = "/records/" + record + "/erasure";
        assertThat(page).contains(path);
        var form = visitor.get(path);
        assertThatItIsWhole(form, path);
        assertThat(form.body()).contains("报送尚未完成");
        var unconfirmed = visitor.submit(form, path, Map.of("reason", "本人请求", "reference", "AJ-1", "confirmed", "1"));
        assertThat(unconfirmed.statusCode()).isEqualTo(400);
        assertThat(unconfirmed.body()).contains("T111", "投诉编号 " + record);
        var early = visitor.submit(form, path, Map.of("reason", "本人请求", "reference", "AJ-1", "confirmed", record));
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(early.body()).contains("R180");
        assertThat(hub.client().get("/audit?action=personal.erase").toString()).contains("409 R180", "400 T111");
    }

    /** Every page of the table of rights, with none, with empty and with senseless values of everything a page takes. */
    private void whateverIsAskedOfAPageIsAnsweredWithAPage(String record) throws Exception {
        var names = pageParameters();
        assertThat(names).contains("from", "after", "revision", "target");
        for (var rule : Files.readAllLines(ACCESS)) {
            if (!rule.startsWith("GET /") || rule.startsWith("GET /api") || rule.startsWith("GET /actuator")) {
                continue;
            }
            var template = rule.substring(4, rule.indexOf(':', rule.lastIndexOf('/')));
            var there = template.replace("{feed}", "credit-site")
                    .replace("{pack}", "complaint-2023")
                    .replace("{recordId}", record)
                    .replaceAll("\\{[^}]*}", "1");
            assertThatItIsAPage(there);
            for (var value : List.of("", "no%20sense%3Cb%3E", "99999999999999999999")) {
                assertThatItIsAPage(there + query(names, value));
            }
            assertThatItIsAPage(template.replaceAll("\\{[^}]*}", "no-such%3Cb%3E"));
        }
        var told = visitor.get("/standards/complaint-2023/changes?lang=zh");
        assertThat(told.statusCode()).isEqualTo(400);
        assertThat(told.body()).contains("参数 from", "T111");
        assertThat(visitor.get("/standards/complaint-2023/changes?lang=en").body())
                .contains("parameter from");
        assertThat(visitor.get("/batches?lang=zh").statusCode()).isEqualTo(200);
    }

    private void assertThatItIsAPage(String path) throws Exception {
        var page = visitor.get(path);
        assertThat(page.statusCode()).as("%s: %s", path, page.body()).isLessThan(500);
        boolean html = page.headers().firstValue("Content-Type").orElse("").startsWith("text/html");
        if (page.statusCode() >= 400) {
            assertThat(html).as("%s: %s", path, page.body()).isTrue();
            assertThat(page.body()).as(path).doesNotContain("??").contains("<main");
        }
        if (html) { // what is handed out as a file is its own
            assertThat(page.body())
                    .as(path)
                    .doesNotContainPattern("\\.[A-Z]\\w*Exception") // a licence may have an exception
                    .doesNotContain("\tat ")
                    .doesNotContain("sense<b>")
                    .doesNotContain("such<b>");
        }
    }

    /** What pages take, as the code says it. */
    private static Set<String> pageParameters() throws IOException {
        var names = new TreeSet<String>(List.of("limit", "q", "message", "batch"));
        try (var files = Files.list(Path.of("src/main/java/cn/lvyue/hub/console"))) {
            for (var file : files.toList()) {
                TAKEN.matcher(Files.readString(file)).results().forEach(found -> names.add(found.group(1)));
            }
        }
        return names;
    }

    private static String query(Set<String> names, String value) {
        return names.stream().map(name -> name + "=" + value).collect(Collectors.joining("&", "?", ""));
    }

    private void afterFiveWrongPasswordsTheRightOneDoesNotOpenEither() throws Exception {
        for (int n = 0; n < 5; n++) {
            visitor.login("admin", "wrong" + n);
        }
        assertThat(visitor.login("admin", WANTED).uri().getQuery()).isEqualTo("error");
        assertThat(hub.client().get("/audit?action=login").toString()).contains("refused: locked");
    }
}
