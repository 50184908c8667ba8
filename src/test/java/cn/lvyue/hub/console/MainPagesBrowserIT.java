package cn.lvyue.hub.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pages one looks at every day, on the samples, reached by clicking, in both languages. */
class MainPagesBrowserIT {
    @RegisterExtension
    static final Desk desk = Desk.withSamples("main-pages");

    @Test
    void everyLineOfTheMenuLeadsToAWholePageInChinese() {
        desk.login();
        desk.isAt("运行总览");
        visitAll();
    }

    @Test
    void everyLineOfTheMenuLeadsToAWholePageInEnglish() {
        desk.login();
        desk.follow("English");
        desk.isAt("Today");
        assertThat(desk.page().locator("html")).hasAttribute("lang", "en");
        visitAll();
        desk.follow("中文");
        assertThat(desk.page().locator("html")).hasAttribute("lang", "zh-CN");
    }

    private static void visitAll() {
        var lines = desk.page().locator("nav.side a").allInnerTexts();
        Assertions.assertThat(lines).hasSameSizeAs(Section.values());
        for (var line : lines) {
            desk.menu(line);
            assertThat(desk.page().locator("nav.side [aria-current=page]")).hasText(line);
            desk.isWhole();
        }
    }

    @Test
    void aListLeadsToTheThingItselfAndOnToItsParts() {
        desk.login();
        desk.menu("交换");
        desk.page().locator("table tbody a[href^='/exchanges/']").first().click();
        desk.isWhole();
        desk.page().locator("a[href^='/records/']").first().click();
        desk.sees("标准字段", "版本", "报送");
        desk.isWhole();
        desk.menu("批次与回执");
        desk.page().locator("table tbody a[href^='/batches/']").first().click();
        desk.isWhole();
    }

    @Test
    void aNumberOfTodayLeadsToTheListBehindIt() {
        desk.login();
        assertThat(desk.page().locator("#days-chart canvas")).isVisible();
        var rejected = desk.page().locator("#days-table tbody tr:last-child td a[href*='outcome=rejected']");
        var number = rejected.innerText();
        rejected.click();
        desk.isAt("记录检索");
        assertThat(desk.page().locator("main table tbody tr")).hasCount(Integer.parseInt(number));
    }

    @Test
    void todayTellsWhatWaitsForAPersonAndLeadsThere() {
        desk.login();
        var parked = desk.page().locator("main a[href='/work?kind=PARKED']");
        var number = parked.locator("b").innerText();
        parked.click();
        desk.isAt("待办");
        assertThat(desk.page().locator("main table tbody tr")).hasCount(Integer.parseInt(number));
    }

    @Test
    void aRecordTellsWhatChangedWhereItCameFromAndWhatItResembles() {
        desk.login();
        desk.open("/records?outcome=updated&feed=credit-site");
        var confirmed = desk.page()
                .locator("tbody tr", new Page.LocatorOptions().setHasText("XY-HLJ-202309-00A1"))
                .locator("a[href^='/records/']");
        Awaitility.await("the index").atMost(Duration.ofMinutes(1)).until(() -> {
            desk.page().reload();
            return confirmed.count() > 0;
        });
        confirmed.first().click();
        Awaitility.await("receipts").atMost(Duration.ofMinutes(1)).until(() -> {
            desk.page().reload();
            return desk.page().locator("#deliveries").innerText().contains("R4 入库 通过");
        });
        desk.sees("血缘：从单元格到回执", "字段来源", "同一事项");
        desk.isWhole();

        desk.press("对照");
        desk.sees("版本对照", "已变更");
        desk.isWhole();

        desk.follow("English");
        desk.sees("changed");
        desk.follow("Back to the complaint");
        desk.sees("Where the fields come from", "Look-alikes", "R4 stored good");
        desk.isWhole();
    }

    @Test
    void everythingIsReachedWithoutAMouse() {
        desk.open("/login");
        assertThat(desk.page().locator("input[name=username]")).isFocused();
        desk.page().keyboard().type("admin");
        desk.page().keyboard().press("Tab");
        desk.page().keyboard().type(Desk.PASSWORD);
        desk.page().keyboard().press("Enter");
        desk.isAt("运行总览");

        desk.page().keyboard().press("Tab");
        assertThat(desk.page().locator("a.skip")).isFocused();
        desk.page().keyboard().press("Enter");
        assertThat(desk.page().locator("main")).isFocused();
        desk.page().keyboard().press("Tab");
        assertThat(desk.page().locator("main a").first()).isFocused();
    }
}
