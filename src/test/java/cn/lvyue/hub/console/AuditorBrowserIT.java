package cn.lvyue.hub.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.evidence.Verifier;
import cn.lvyue.hub.flow.HubProcess;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an operator and an auditor do, by clicking: a failed exchange is replayed; a record is found, seen, proven and checked. */
class AuditorBrowserIT {
    /** Milliseconds; what goes on in the background is not measured here. */
    private static final double LONG = 60_000;

    @RegisterExtension
    static final Desk desk = Desk.withSamples("auditor");

    @Test
    void aPackageThePlatformRefusedIsDeliveredAgainAndReceipted() throws Exception {
        var batch = aRefusedBatch();
        desk.login();
        desk.open("/batches/" + batch);
        desk.follow("重新报送此批次");
        desk.isAt("制定重放");
        assertThat(desk.page().locator("input[name=mode][value=redeliver]")).isChecked();
        desk.isWhole();
        desk.page()
                .getByLabel("理由", new Page.GetByLabelOptions().setExact(true))
                .fill("平台误判，重新报送");
        desk.press("预览将会如何");

        awaits("已制定");
        desk.sees("再次报送");
        desk.isWhole();
        desk.press("执行");
        desk.sees("已开始执行。");
        assertThat(desk.page().locator("#progress .state").first())
                .hasText("已完成", new HasTextOptions().setTimeout(LONG));
        desk.sees("已入库", "平台的答复");
        desk.isWhole();

        desk.open("/batches/" + batch);
        desk.sees("曾重放：");
        desk.page().locator("main a[href^='/replays/']").last().click();
        desk.sees("平台误判，重新报送");
        desk.follow("English");
        desk.sees("Redeliver", "Receipted", "What the platforms say");
        desk.isWhole();
    }

    @Test
    void anExchangeIsReadAgainAndItsRecordsTellWhatChanges() {
        desk.login();
        desk.menu("交换");
        desk.page().locator("table tbody a[href^='/exchanges/']").last().click();
        desk.follow("重放此报文");
        desk.press("预览将会如何");
        assertThat(desk.page()).hasURL(Pattern.compile(".*/replays/new/how.*"));
        desk.page()
                .getByLabel("理由", new Page.GetByLabelOptions().setExact(true))
                .fill("核对映射");
        desk.press("预览将会如何");
        awaits("已制定");
        desk.sees("将会如何", "逐条");
        desk.press("执行");
        awaits("已完成");
        desk.menu("重放");
        desk.sees("核对映射");
        desk.isWhole();
    }

    @Test
    void aCorrectionOfAConfirmedRecordNeedsASecondPerson() {
        var confirmed = aConfirmedRecord();
        desk.login();
        desk.open("/records/" + confirmed);
        desk.follow("重放此记录");
        desk.page().locator("input[name=mode][value=correct]").check();
        desk.page().getByLabel("字段 1").selectOption("TS_BT");
        desk.page().getByLabel("新值 1").fill("更正后的标题，有逗号");
        desk.page()
                .getByLabel("理由", new Page.GetByLabelOptions().setExact(true))
                .fill("标题有误");
        desk.isWhole();
        desk.press("预览将会如何");
        awaits("已制定");
        desk.sees("须另一人批准");
        desk.page().locator("td a[hx-get*='/diff']").first().click();
        awaits("更正后的标题，有逗号");
        desk.press("批准");
        desk.sees("R190", "不能批准自己的重放");
        desk.isWhole();

        var id = desk.page().url().replaceAll(".*/", "");
        desk.hub().client(Desk.SECOND).postEmpty("/replays/" + id + "/approve", 200);
        desk.open("/replays/" + id);
        desk.press("执行");
        Awaitility.await()
                .until(() -> desk.client()
                                .get("/records/" + confirmed)
                                .path("revision")
                                .asInt()
                        > 1);
        desk.open("/records/" + confirmed);
        desk.sees("由重放 " + id + " 产生");
        assertThat(desk.client().get("/audit?action=replay.approve").toString()).contains("409 R190", "\"second\"");
    }

    @Test
    void anAuditorFindsARecordSeesItForAPurposeAndTakesItsEvidenceAlong() throws Exception {
        desk.login();
        desk.menu("档案");
        desk.isWhole();
        desk.follow("检索记录");
        desk.page().getByLabel("内容").fill("协议");
        desk.press("检索");
        Awaitility.await("the index").until(() -> {
            desk.page().reload();
            return desk.page().locator("table tbody a[href^='/records/']").count() > 0;
        });
        desk.page().locator("table tbody a[href^='/records/']").first().click();
        desk.sees("**");

        desk.follow("查看个人信息");
        desk.isWhole();
        desk.page().getByLabel("目的").selectOption("AUDIT");
        desk.page().getByLabel("案件或文书编号").fill("审字〔2026〕7号");
        desk.press("显示个人信息");
        desk.sees("正在显示个人信息。", "限时显示，至", "联系电话");
        assertThat(desk.page().locator("#revealed")).not().containsText("**");
        desk.isWhole();
        var telephone = desk.page()
                .locator("#revealed tr")
                .filter(new Locator.FilterOptions().setHasText("TS_TSR_LXDH"))
                .locator(".value")
                .innerText();
        desk.follow("回到记录");
        desk.sees("**");
        var record = desk.page().url().replaceAll(".*/", "");
        itIsFoundByItsTelephoneNumberWhichStaysNowhere(record, telephone);

        desk.page().locator("#found a[href$='" + record + "']").click();
        desk.follow("谁看过");
        desk.sees("审字〔2026〕7号", "审计检查", "已显示", "按号码查找", "审字〔2026〕8号");
        desk.isWhole();

        desk.follow("回到记录");
        desk.follow("证据包");
        desk.isWhole();
        Awaitility.await("the log to take down what the bundle holds")
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(Verifier.faults(downloaded())).isEmpty());
    }

    private static void itIsFoundByItsTelephoneNumberWhichStaysNowhere(String record, String telephone) {
        desk.menu("档案");
        desk.follow("按号码查找");
        desk.isWhole();
        search("不是号码");
        desk.sees("T111", "所填不是号码");
        Awaitility.await("the digests of numbers").until(() -> {
            search(telephone);
            desk.sees("此次查找已记录");
            return desk.page().locator("#found a[href$='" + record + "']").count() > 0;
        });
        desk.isWhole();
        assertThat(desk.page().content() + desk.page().url()).doesNotContain(telephone);
        assertThat(desk.client().get("/audit?action=personal.reveal").toString())
                .contains("400 T111", "审字〔2026〕8号")
                .doesNotContain(telephone);
    }

    private static void search(String number) {
        desk.page().getByLabel("电话或证件号码").fill(number);
        desk.page().getByLabel("目的").selectOption("AUDIT");
        desk.page().getByLabel("案件或文书编号").fill("审字〔2026〕8号");
        desk.press("查找");
    }

    @Test
    void theArchiveIsCheckedAndEveryPageOfItIsWholeInBothLanguages() {
        desk.login();
        desk.open("/archive/verifications");
        desk.isWhole();
        desk.press("开始核验");
        awaits("核验结束，未发现不符。");
        desk.isWhole();
        for (var language : List.of("zh", "en")) {
            for (var path : List.of(
                    "/archive",
                    "/archive/verifications",
                    "/archive/days",
                    "/archive/verifier",
                    "/archive/handover",
                    "/archive/months",
                    "/archive/retention",
                    "/archive/holds",
                    "/replays",
                    "/replays/new")) {
                desk.open(path + "?lang=" + language);
                desk.isWhole();
            }
        }
    }

    @Test
    void aHoldIsPlacedAndAPlanOfDestructionDestroysNothingOfItself() {
        desk.login();
        desk.open("/archive/holds");
        desk.page().getByLabel("来源").last().selectOption("credit-site");
        desk.page().getByLabel("理由").fill("诉讼");
        desk.page().getByLabel("依据文书").fill("（2026）黑01民初7号");
        desk.press("设保留");
        desk.sees("已设保留，即刻生效。", "（2026）黑01民初7号");
        desk.isWhole();
        desk.page().getByLabel(Pattern.compile("解除保留 .* 的理由")).fill("结案");
        desk.press("解除");
        desk.sees("A185");

        desk.open("/archive/retention");
        desk.page().getByLabel("理由").fill("年度销毁");
        desk.press("列出到期内容");
        awaits("计划已列出。");
        desk.sees("尚未销毁任何东西");
        desk.press("批准");
        desk.sees("A185");
        desk.isWhole();
        desk.press("取消");
        desk.sees("已取消");
    }

    @Test
    void personalDataThatWasErasedIsGoneAndTheArchiveAndItsEvidenceStillVerify() throws Exception {
        var record = aRecordThatIsDelivered();
        desk.client().postEmpty("/records/%s/erasure?reason=request&reference=case-7".formatted(record), 200);
        desk.login();
        desk.open("/records/" + record + "/personal");
        desk.page().getByLabel("目的").selectOption("DATA_SUBJECT");
        desk.page().getByLabel("案件或文书编号").fill("case-7");
        desk.press("显示个人信息");
        desk.sees("这条记录没有个人信息。");

        desk.open("/archive/verifications");
        desk.press("开始核验");
        awaits("核验结束，未发现不符。");
        desk.open("/records/" + record + "/evidence");
        assertThat(Verifier.faults(downloaded())).isEmpty();
    }

    private static String aRecordThatIsDelivered() {
        for (var item : desk.client()
                .get("/archive/messages?feed=hotline-12345&limit=50")
                .path("items")) {
            for (var record : desk.client().records(item.path("messageId").asString())) {
                var id = record.path("recordId").asString("");
                if (!id.isEmpty() && isDelivered(id)) {
                    return id;
                }
            }
        }
        throw new AssertionError("no delivered record with personal data among the samples");
    }

    private static boolean isDelivered(String record) {
        var known = desk.client().get("/records/" + record);
        var deliveries = known.path("deliveries");
        return known.path("fields").has("TS_TSR_LXDH")
                && !deliveries.isEmpty()
                && deliveries
                        .valueStream()
                        .allMatch(each -> List.of("RECEIPTED", "SUPERSEDED")
                                .contains(each.path("state").asString()));
    }

    /** Waits for what is made in the background. */
    private static void awaits(String words) {
        assertThat(desk.page().locator("main")).containsText(words, new ContainsTextOptions().setTimeout(LONG));
    }

    private static Path downloaded() throws IOException {
        var download = desk.page().waitForDownload(() -> desk.press("下载证据包"));
        assertThat(download.suggestedFilename()).endsWith(".zip");
        var file = Path.of("target", "browser", "auditor", download.suggestedFilename());
        download.saveAs(file);
        assertThat(Files.size(file)).isPositive();
        return file;
    }

    private static String aConfirmedRecord() {
        var message = desk.client().get("/archive/messages?feed=credit-site&limit=50");
        for (var item : message.path("items")) {
            for (var record : desk.client().records(item.path("messageId").asString())) {
                var id = record.path("recordId").asString("");
                if (!id.isEmpty()
                        && desk.client()
                                .get("/records/" + id)
                                .path("fields")
                                .path("TS_RDJG")
                                .asString("")
                                .equals("1")) {
                    return id;
                }
            }
        }
        throw new AssertionError("no confirmed record among the samples");
    }

    /** A batch the province refuses at the second stage, by mistake: it takes the package when it comes again. */
    private static String aRefusedBatch() throws Exception {
        play("rules:\n  - { act: refuse-stage, target: provincial, on: ask, stage: R2, message: 误判 }\n");
        var sample = Files.readString(Path.of("samples", "credit-site", "01-single-post", "input.json"))
                .replaceFirst("\"complaint_no\"\\s*:\\s*\"[^\"]+\"", "\"complaint_no\": \"XY-REFUSED-1\"");
        desk.client().postAndWait("credit-site", sample.getBytes(StandardCharsets.UTF_8), "refused.json");
        var batch = desk.client()
                .postEmpty("/batches?target=provincial", 202)
                .path("batchId")
                .asString();
        Awaitility.await("refusal")
                .atMost(Duration.ofMinutes(1))
                .until(() -> desk.client()
                        .get("/batches/" + batch)
                        .path("packages")
                        .toString()
                        .contains("\"REFUSED\""));
        play("");
        return batch;
    }

    private static void play(String scenario) throws Exception {
        var put = HttpRequest.newBuilder(URI.create(desk.hub().address() + "/api/v1/sandbox/scenario"))
                .header("Authorization", "Bearer " + HubProcess.TOKEN)
                .PUT(BodyPublishers.ofString(scenario))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(put, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
    }
}
