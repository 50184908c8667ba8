package cn.lvyue.hub.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pages one looks at every day, on the samples, reached by clicking, in both languages. */
class MainPagesBrowserIT {
    @RegisterExtension
    static final Desk desk = Desk.withSamples("main-pages");

    /** A line of the menu and the title of its page. */
    private static final Map<String, List<String>> MENU = Map.of(
            "中文", List.of("运行总览", "交换", "批次与回执", "记录检索", "对账", "来源", "告警"),
            "English",
                    List.of(
                            "Today",
                            "Exchanges",
                            "Batches and receipts",
                            "Records",
                            "Reconciliation",
                            "Sources",
                            "Alarms"));

    @Test
    void everyLineOfTheMenuLeadsToAWholePageInChinese() {
        desk.login();
        desk.isAt("运行总览");
        visitAll("中文");
    }

    @Test
    void everyLineOfTheMenuLeadsToAWholePageInEnglish() {
        desk.login();
        desk.follow("English");
        desk.isAt("Today");
        assertThat(desk.page().locator("html")).hasAttribute("lang", "en");
        visitAll("English");
        desk.follow("中文");
        assertThat(desk.page().locator("html")).hasAttribute("lang", "zh-CN");
    }

    private static void visitAll(String language) {
        for (var line : MENU.get(language)) {
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
    void everythingIsReachedWithoutAMouse() {
        desk.open("/login");
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
