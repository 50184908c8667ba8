package cn.lvyue.hub.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an operator does all day: decides what waits, holds and releases, reads what is wrong with an exchange. */
class WorkBrowserIT {
    @RegisterExtension
    static final Desk desk = Desk.withSamples("work");

    @Test
    void aSuspectedDuplicateIsDecidedAboutWithAReason() {
        desk.login();
        desk.menu("待办");
        desk.isAt("待办");
        desk.isWhole();
        desk.page()
                .locator("nav.tabs a", new Page.LocatorOptions().setHasText("疑似重复"))
                .click();
        var record = desk.page().locator("tbody tr a[href^='/records/']").last().textContent();
        desk.page().locator("tbody input[name=cases]").last().check();
        desk.page().locator(".act input[name=reason]").fill("电话核实，不是同一份合同");
        desk.press("不同事项");
        desk.sees("已生效 1 条");
        desk.isWhole();

        desk.open("/records/" + record);
        desk.sees("电话核实，不是同一份合同");
        var rulings = desk.client().get("/work/rulings");
        assertThat(rulings.at("/items/0/reason").asString()).isEqualTo("电话核实，不是同一份合同");
        assertThat(rulings.at("/items/0/author").asString()).isEqualTo("admin");
        assertThat(desk.client().get("/audit?action=work.rule").toString()).contains("电话核实");
    }

    @Test
    void bothContentsOfAConflictAreSeenSideBySideBeforeOneIsChosen() {
        conflict("6200000.00", "19900001301");
        conflict("6300000.00", "19911111301");
        desk.login();
        desk.open("/work?kind=CONFLICT");
        desk.page().locator("tbody a[href^='/work/conflicts/']").first().click();
        desk.sees("冲突 XY-CONFLICT-1", "620.000000", "630.000000", "现行（版本 1）", "有变更（内容已脱敏）");
        assertThat(desk.page().locator("tr.changed")).hasCount(2);
        desk.isWhole();
        desk.page().locator(".act input[name=reason]").fill("电话核实，后者为准");
        desk.press("放行");
        desk.sees("已生效 1 条");
    }

    private static void conflict(String amount, String telephone) {
        var body = """
            {"complaint_no":"XY-CONFLICT-1","version":1,"subject":{"name":"哈尔滨样例商贸有限公司","uscc":"91230902MA1H8R2W6B",
             "contact":{"name":"刘先生","mobile":"%s"}},
             "object":{"name":"七台河市茄子河区人民政府","uscc":"11230904005634723K",
             "region":{"code":"230904","name":"黑龙江省七台河市茄子河区"}},
             "type":"INVESTMENT_PROMOTION","subject_line":"未兑现回购承诺","narrative":"到期后不履行，请求依法履约。",
             "claim":{"amount":"%s","currency":"CNY"},"contract":{"title":"回购协议","no":"XY-9","signed_on":"2018-11-06"},
             "submitted_at":"2023-09-14T01:20:00Z","accepted_at":"2023-09-15T09:00:00+08:00","status":"PROCESSING",
             "determination":null,"closed_on":null,"updated_at":"2023-09-15T09:05:00+08:00","attachments":[]}\
            """.formatted(telephone, amount);
        desk.client().postAndWait("credit-site", body.getBytes(StandardCharsets.UTF_8), telephone + ".json");
    }

    @Test
    void severalParkedRecordsAreDismissedAtOnceAndNothingIsDecidedWithoutAReason() {
        desk.login();
        desk.open("/work?kind=PARKED");
        desk.sees("P101", "被投诉主体不在归集范围");
        var boxes = desk.page().locator("tbody input[name=cases]");
        boxes.nth(0).check();
        boxes.nth(1).check();
        desk.press("不予采用");
        assertThat(desk.page().locator(".act input[name=reason]:invalid")).hasCount(1);
        desk.page().locator(".act input[name=reason]").fill("不属本平台受理范围");
        desk.press("不予采用");
        desk.sees("已生效 2 条");
    }

    @Test
    void aBatchIsHeldAndReleasedAndTheRecordsOfItsPackageAreSeen() {
        desk.login();
        desk.menu("批次与回执");
        desk.isWhole();
        desk.page().locator("tbody a[href^='/batches/']").first().click();
        hold("暂缓", "等待核对");
        desk.sees("已暂缓", "等待核对");
        assertThat(desk.page().locator(".deeds form.deed")).hasCount(1);
        hold("放行", "核对无误");
        desk.sees("已放行");
        desk.isWhole();
        desk.page().locator("a[href*='/packages/']").first().click();
        desk.sees("逐条回执");
        desk.isWhole();

        desk.menu("交换");
        desk.isWhole();
        desk.page()
                .locator("tbody tr", new Page.LocatorOptions().setHasText("报送包"))
                .first()
                .locator("a")
                .click();
        desk.sees("逐条回执");
    }

    private static void hold(String words, String reason) {
        var form = desk.page()
                .locator(".deeds form.deed", new Page.LocatorOptions().setHasText(words))
                .first();
        form.locator("input[name=reason]").fill(reason);
        form.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(words).setExact(true))
                .click();
    }

    @Test
    void theFindingsOfAnExchangeLeadToTheirRowsAndTheWorkbookIsTakenAway() throws IOException {
        desk.login();
        desk.open("/exchanges?feed=inspection-petition&outcome=rejected");
        desk.page().locator("tbody a[href^='/exchanges/']").first().click();
        desk.sees("经过", "按代码汇总的校验结果");
        desk.isWhole();
        desk.page().locator("tbody th a.code").first().click();
        desk.sees("只列有");
        desk.page().locator("details summary").click();
        var form = desk.page().locator("form[action$='/returned']");
        form.locator("select[name=purpose]").selectOption("CORRECTION");
        form.locator("input[name=reference]").fill("黑信用函〔2026〕12号");
        var file = desk.page().waitForDownload(() -> form.locator("button").click());
        assertThat(file.suggestedFilename()).contains("退回");
        assertThat(Files.size(file.path())).isPositive();

        desk.page().locator("a[href$='/text']").click();
        desk.sees("返回交换");
        desk.isWhole();
    }

    @Test
    void aFilterIsSavedAndUsedAgain() {
        desk.login();
        desk.open("/exchanges?feed=credit-site");
        desk.page().locator(".saved input[name=name]").fill("信用网站");
        desk.press("保存此筛选");
        desk.sees("筛选已保存");
        desk.menu("交换");
        desk.follow("信用网站");
        assertThat(desk.page().url()).contains("feed=credit-site");
    }

    @Test
    void aStatementIsKeptAndTakenAway() throws IOException {
        desk.login();
        desk.menu("对账");
        desk.page().locator(".deeds input[name=reason]").fill("月末核对");
        desk.press("留存此版本");
        desk.sees("对账单已留存并签名", "月末核对", "合计");
        var file = desk.page().waitForDownload(() -> desk.follow("导出 XLSX"));
        assertThat(file.suggestedFilename()).endsWith(".xlsx");
        desk.isWhole();
    }

    @Test
    void thePagesAreWholeInEnglish() {
        desk.login();
        desk.follow("English");
        for (var path : List.of("/work", "/exchanges", "/batches", "/reconciliation", "/alarms")) {
            desk.open(path);
            desk.isWhole();
        }
        desk.open("/work");
        desk.sees("To do", "Reason");
    }
}
