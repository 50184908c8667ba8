package cn.lvyue.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** A person's way through the pages of a real hub, as a browser goes it, without its scripts. */
class PagesIT {
    private static final Path FOLDER = Path.of("target", "pages-it");
    private static final Pattern DRAWN = Pattern.compile("first login:\\s+(\\S+)");
    private static final String WANTED = "Lvyue-Test-2026";
    private static final String HOSTILE = "<script>alert('x')</script>\u202e县政府";

    private HubProcess hub;
    private Visitor visitor;

    @BeforeEach
    void start() throws IOException {
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(FOLDER);
        hub = HubProcess.start(FOLDER.resolve("home"), Map.of("hub.trial.play-samples", "false"));
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
        theRecordIsFoundByTwoCharactersAndShownMasked();
        assertThat(visitor.get("/records/23202601010100000000099").statusCode()).isEqualTo(404);
        assertThat(visitor.get("/nowhere").statusCode()).isEqualTo(404);

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

    private void theRecordIsFoundByTwoCharactersAndShownMasked() throws Exception {
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
    }

    private void afterFiveWrongPasswordsTheRightOneDoesNotOpenEither() throws Exception {
        for (int n = 0; n < 5; n++) {
            visitor.login("admin", "wrong" + n);
        }
        assertThat(visitor.login("admin", WANTED).uri().getQuery()).isEqualTo("error");
        assertThat(hub.client().get("/audit?action=login").toString()).contains("refused: locked");
    }
}
