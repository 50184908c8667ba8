package cn.lvyue.hub.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A mapping from its table to a published version and back, by clicking; the second person approves. */
class MappingBrowserIT {
    @RegisterExtension
    static final Desk desk = Desk.withSamples("mappings");

    private static final Path SAMPLE = Path.of("samples/hotline-12345/03-utf-8/input.csv");

    @Test
    void aVersionIsDraftedTriedApprovedByAnotherTakesEffectAndIsTakenBack() throws IOException {
        var before = version();
        desk.login();
        desk.menu("映射");
        desk.isWhole();
        desk.follow("省12345政务服务便民热线");
        desk.sees("映射表", "来电时间", "对照表", "有值", "映射文件 mappings/hotline-12345.yaml");
        desk.isWhole();

        tryASample();
        aFaultIsShownAtItsLine();
        var id = draft();
        desk.sees("草稿已通过检查并保存", "字段 TS_BT 的为空时的值：新增“无标题”");
        shadowRun();
        desk.page().locator("form[action$='/propose'] input[name=reason]").fill("空标题也须有标题");
        desk.press("提交审批");
        desk.sees("待审批", "您参与了起草或提交");
        desk.isWhole();

        asSecond("/publications/" + id + "/approve", "{}");
        Awaitility.await("it takes effect").until(() -> !version().equals(before));
        assertThat(mappingOf(post("MAP-IT-1"))).isEqualTo(version()).startsWith("2023.2+");
        desk.open("/mappings/hotline-12345");
        desk.sees("发布申请", "admin / second", "映射文件 mappings/hotline-12345.yaml 中是 " + before);

        backTo(before);
        Awaitility.await("the earlier version counts again")
                .until(() -> version().equals(before));
        assertThat(mappingOf(post("MAP-IT-2"))).isEqualTo(before);
    }

    @Test
    void thePagesAreWholeInEnglishToo() {
        desk.login();
        desk.open("/mappings?lang=en");
        desk.isAt("Mappings");
        desk.isWhole();
        desk.follow("Credit China complaints");
        desk.sees("The mapping as a table");
        desk.isWhole();
        desk.follow("Compare versions");
        desk.isWhole();
        desk.open("/mappings/hotline-12345/draft");
        desk.isWhole();
        desk.menu("Standard packs");
        desk.isWhole();
        desk.follow("complaint-2023");
        desk.sees("Rules between fields", "Code lists");
        desk.isWhole();
        desk.follow("Compare with that in use");
        desk.sees("No difference");
    }

    private static void tryASample() throws IOException {
        desk.follow("试映射样例");
        desk.page().locator("textarea[name=sample]").fill(Files.readString(SAMPLE));
        desk.page().locator("main form button").first().click();
        desk.sees("HH12345-20231012-0011", "line 2, 来电时间", "TS_SJ: { from: 来电时间, as: datetime }", "通过");
        desk.isWhole();
        desk.page().locator("input[name=file]").setInputFiles(SAMPLE.toAbsolutePath());
        desk.page().locator("main form button").first().click();
        desk.sees("input.csv", "HH12345-20231012-0012");
        desk.follow("回到映射表");
    }

    private static void aFaultIsShownAtItsLine() {
        desk.follow("起草新版本");
        var text = desk.page().locator("textarea[name=text]");
        text.fill(text.inputValue().replace("as: division", "as: divsion"));
        desk.press("检查并保存草稿");
        desk.sees("M101", "第 44 行", "没有转换“divsion”");
        desk.isWhole();
    }

    private static String draft() {
        var text = desk.page().locator("textarea[name=text]");
        text.fill(text.inputValue()
                .replace("as: divsion", "as: division")
                .replace("version: \"2023.1\"", "version: \"2023.2\"")
                .replace("{ from: 诉求标题, as: text }", "{ from: 诉求标题, as: text, default: 无标题 }"));
        desk.press("检查并保存草稿");
        desk.sees("还没有试运行");
        var url = desk.page().url();
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private static void shadowRun() {
        desk.press("开始试运行");
        assertThat(desk.page().locator("#shadow .state")).hasText("已完成");
        desk.sees("最近 30 天：报文 3 / 3");
        desk.isWhole();
    }

    /** This time the other one asks, and who sits at the page approves. */
    private static void backTo(String version) {
        asSecond("/mappings/hotline-12345/return", "{\"version\": \"%s\", \"reason\": \"改动有误\"}".formatted(version));
        desk.menu("映射");
        desk.page().locator("table a[href^='/mappings/drafts/']").first().click();
        desk.sees("恢复较早版本", "不需要试运行", "改动有误");
        desk.isWhole();
        desk.press("批准");
        desk.sees("已批准");
    }

    /** Another person, by a program. */
    private static void asSecond(String path, String body) {
        var request = HttpRequest.newBuilder(desk.hub().address().resolve("/api/v1" + path))
                .header("Authorization", "Bearer " + Desk.SECOND)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        var answer = HttpClient.newHttpClient()
                .sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .join();
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    }

    private static String version() {
        return desk.client()
                .get("/mappings/hotline-12345")
                .path("inForce")
                .path("version")
                .asString("");
    }

    private static String post(String number) throws IOException {
        var sample = Files.readString(SAMPLE).replace("HH12345-20231012-0011", number);
        return desk.client()
                .postAndWait("hotline-12345", sample.getBytes(StandardCharsets.UTF_8), number + ".csv")
                .path("messageId")
                .asString("");
    }

    /** As the page of the exchange tells it. */
    private static String mappingOf(String message) {
        desk.open("/exchanges/" + message);
        var told = desk.page().locator("dl.facts dd", new Page.LocatorOptions().setHasText(" · complaint-2023"));
        return told.first().innerText().replaceAll(" ·.*", "");
    }
}
