package cn.lvyue.hub.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.flow.HubProcess;
import cn.lvyue.hub.mapping.FilledTemplate;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is done about a source on its pages: a file tried, submitted and corrected, a pause, a key, an acceptance check. */
class SourcesBrowserIT {
    @RegisterExtension
    static final Desk desk = Desk.withSamples("sources");

    private static final Map<String, String> CASE = Map.ofEntries(
            Map.entry("TS_LYQD", "营商环境投诉举报平台"),
            Map.entry("TS_SJ", "2023-10-07 08:15"),
            Map.entry("TS_SLSJ", "2023-10-08"),
            Map.entry("TS_NR", "合同到期后服务费用仍未结清，多次催要未果。"),
            Map.entry("TS_TSR_MC", "黑河岭下食品加工有限公司"),
            Map.entry("TS_TSR_LX", "法人"),
            Map.entry("TS_TSR_SHXYM", "91231100MA1B2C4E26"),
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

    @TempDir
    Path folder;

    @Test
    void aFileIsTriedSubmittedCorrectedAsItComesBackAndSubmittedAgain() throws IOException {
        var template = desk.client().download("/standards/complaint-2023/template");
        var file = folder.resolve("补录.xlsx");
        Files.write(
                file,
                FilledTemplate.filled(
                        template,
                        List.of(
                                with(Map.of("TS_LYBH", "BL-1")),
                                with(Map.of("TS_LYBH", "BL-2", "TS_LYQD", "微信", "TS_HT_MC", "另一份合同")))));
        long before = desk.client().messages("manual-entry");
        desk.login();
        desk.menu("来源");
        desk.follow("系统补录（填报模板）");
        desk.follow("上传");
        desk.isWhole();

        choose(file);
        desk.press("试跑");
        desk.isAt("试跑 · 系统补录（填报模板）");
        desk.sees("未入库", "V104", "BL-2");
        desk.isWhole();
        assertThat(desk.client().messages("manual-entry")).as("nothing is kept").isEqualTo(before);
        var marked = desk.page().waitForDownload(() -> desk.follow("下载标注后的文件"));
        assertThat(marked.suggestedFilename()).isEqualTo("补录.退回.xlsx");

        desk.press("正式报送此文件");
        desk.sees("退回与补正", "还有 1 条待补正");
        desk.isWhole();
        desk.press("下载退回文件");
        assertThat(desk.page().locator("input[name=reference]:invalid")).hasCount(1);
        desk.page().locator("input[name=reference]").fill("黑信用函〔2026〕1号");
        var returned = folder.resolve("退回.xlsx");
        desk.page().waitForDownload(() -> desk.press("下载退回文件")).saveAs(returned);

        var corrected = folder.resolve("补录-改.xlsx");
        Files.write(corrected, FilledTemplate.corrected(Files.readAllBytes(returned), 5, Map.of("TS_LYQD", "其他")));
        desk.follow("上传补正后的文件");
        choose(corrected);
        desk.press("正式报送");
        desk.sees("本报文补正了：", "（1 条）");
        desk.isWhole();
        desk.follow("English");
        desk.sees("This message corrects:");
        desk.isWhole();
        desk.follow("中文");
    }

    @Test
    void aPausedSourceTakesNothingUntilItIsResumed() {
        desk.login();
        desk.open("/sources/credit-site");
        desk.isWhole();
        reason("对方系统割接");
        desk.press("暂停接入");
        desk.sees("已暂停接入。", "admin", "对方系统割接");
        desk.isWhole();
        assertThat(post("credit-site", "{}", Map.of("Authorization", "Bearer " + TOKEN)))
                .isEqualTo(503);
        desk.open("/sources");
        desk.sees("已暂停");
        desk.isWhole();
        desk.open("/alarms");
        desk.sees("T164", "信用中国（黑龙江）违约失信投诉专栏已由 admin 暂停：对方系统割接");

        desk.open("/sources/credit-site");
        reason("割接完成");
        desk.press("恢复接入");
        desk.sees("已恢复接入。");
        assertThat(post("credit-site", "{}", Map.of("Authorization", "Bearer " + TOKEN)))
                .isEqualTo(202);
        desk.follow("English");
        desk.sees("Ways in", "Quality report card");
        desk.isWhole();
        desk.follow("中文");
    }

    @Test
    void aSecretIsShownOnceAndAKeyIsRotatedWithAnOverlap() {
        desk.login();
        desk.open("/sources/sme-arrears/keys");
        desk.press("新建密钥");
        var secret = desk.page().locator(".secret").innerText();
        assertThat(secret).hasSize(43);
        desk.isWhole();
        desk.open("/sources/sme-arrears/keys");
        assertThat(desk.page().locator("body").innerText()).doesNotContain(secret);

        desk.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^轮换 ")))
                .first()
                .click();
        assertThat(desk.page().locator(".secret")).not().hasText(secret);
        assertThat(desk.page().locator("tbody .state.done")).hasCount(2);
        desk.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^吊销 ")))
                .first()
                .click();
        desk.sees("密钥已吊销", "已吊销");
        desk.follow("English");
        desk.sees("Revoked");
        desk.isWhole();
        desk.follow("中文");
    }

    @Test
    void anAcceptanceCheckTicksWhatWasSeenAndNothingElse() {
        desk.login();
        desk.open("/sources/hotline-12345/keys");
        desk.press("新建密钥");
        var key = desk.page().locator("dd.mono").first().innerText();
        desk.open("/sources/hotline-12345/acceptance");
        desk.page().locator("input[name=volume]").fill("2");
        desk.press("开始自检");
        desk.sees("自检已开始", "尚有未见的项");
        assertThat(desk.page().locator(".checks li.seen")).hasCount(0);
        desk.isWhole();

        assertThat(post("hotline-12345", "x", signedBy(key))).isEqualTo(401);
        var sample = sample();
        desk.client().postAndWait("hotline-12345", sample, "一.csv");
        desk.client().postAndWait("hotline-12345", sample, "二.csv");
        desk.follow("重新查看");

        assertThat(step("错误签名被拒")).hasText("已见");
        assertThat(step("重复识别")).hasText("已见");
        assertThat(step("数据量")).hasText("已见");
        assertThat(step("签名正确")).hasText("未见");

        desk.page().locator("input[name=remark]").fill("签名尚未联调");
        desk.press("结束自检");
        desk.isAt("接口自检报告 · 省12345政务服务便民热线");
        desk.sees("未通过", "报告已固定", "签名尚未联调");
        desk.isWhole();
        desk.follow("English");
        desk.sees("Not passed", "Wrong signature refused");
        desk.isWhole();
        desk.follow("中文");
    }

    private static final String TOKEN = HubProcess.TOKEN;

    private static Locator step(String name) {
        return desk.page()
                .locator(".checks li")
                .filter(new Locator.FilterOptions().setHasText(name))
                .first()
                .locator(".state");
    }

    private static void choose(Path file) {
        desk.page().locator("input[type=file]").setInputFiles(file);
    }

    private static void reason(String text) {
        desk.page().locator("input[name=reason]").fill(text);
    }

    private static byte[] sample() {
        try {
            return Files.readAllBytes(Path.of("samples/hotline-12345/01-first-day/input.csv"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static Map<String, String> signedBy(String key) {
        return Map.of(
                "X-Hub-Key",
                key,
                "X-Hub-Timestamp",
                String.valueOf(System.currentTimeMillis()),
                "X-Hub-Nonce",
                "0123456789abcdef0123456789abcdef",
                "X-Hub-Signature",
                "0".repeat(64));
    }

    private static int post(String feed, String body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(desk.hub().address() + "/api/v1/feeds/" + feed + "/messages"))
                .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        headers.forEach(request::header);
        try {
            return HttpClient.newHttpClient()
                    .send(request.build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static Map<String, String> with(Map<String, String> more) {
        var values = new HashMap<>(CASE);
        values.putAll(more);
        return values;
    }
}
