package cn.lvyue.hub.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.List;
import java.util.Map;

/** A real browser without a screen. Every window is a person of its own: no cookie is shared. */
final class Browsing implements AutoCloseable {
    /** Wide enough for the slowest answer on a busy machine; nothing is measured here. */
    private static final double PATIENCE = 30_000;

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    Browsing() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        try {
            browser = playwright
                    .chromium()
                    .launch(new LaunchOptions()
                            .setExecutablePath(new Chromium(playwright).program())
                            .setArgs(ARGUMENTS));
        } catch (RuntimeException none) {
            playwright.close();
            throw none;
        }
    }

    /** @param width of the window, in pixels */
    BrowserContext window(int width, int height) {
        var context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setLocale("zh-CN")
                .setTimezoneId("Asia/Shanghai"));
        context.setDefaultTimeout(PATIENCE);
        return context;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
