package cn.lvyue.hub.console;

import cn.lvyue.hub.flow.HubProcess;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.springframework.util.FileSystemUtils;

/**
 * Makes the pictures of the README: six pages in Chinese, 1,280 pixels wide, on a trial of its own with all samples. Run from the
 * root of the project; {@code mvn -q -B test-compile exec:exec -Dexec.main=cn.lvyue.hub.console.Screenshots}.
 */
final class Screenshots {
    private static final Path HOME = Path.of("target", "screenshots").toAbsolutePath();
    private static final Path PICTURES = Path.of("src", "docs", "images");
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 900;

    private final Page page;
    private final HubProcess hub;

    private Screenshots(Page page, HubProcess hub) {
        this.page = page;
        this.hub = hub;
    }

    public static void main(String[] arguments) throws IOException {
        FileSystemUtils.deleteRecursively(HOME);
        Files.createDirectories(HOME);
        Files.createDirectories(PICTURES);
        var settings = Map.of("hub.login.admin-password", Desk.PASSWORD, "hub.trial.play-samples", "true");
        try (var hub = HubProcess.start(HOME.resolve("home"), settings);
                var browsing = new Browsing()) {
            Awaitility.await("samples played, log in " + hub.log())
                    .atMost(Duration.ofMinutes(5))
                    .until(() -> Files.readString(hub.log(), StandardCharsets.ISO_8859_1)
                            .contains("Trial finished"));
            new Screenshots(browsing.window(WIDTH, HEIGHT).newPage(), hub).all();
        }
    }

    private void all() throws IOException {
        login();
        for (var each : pages().entrySet()) {
            page.navigate(hub.address() + each.getValue());
            page.waitForLoadState(LoadState.NETWORKIDLE);
            var to = PICTURES.resolve(each.getKey() + ".png");
            SmallPicture.write(page.screenshot(), to);
            System.out.printf("%s  %,d bytes  %s%n", to, Files.size(to), page.title());
        }
    }

    private Map<String, String> pages() {
        var record = hub.client()
                .get("/archive/records?outcome=updated&feed=credit-site&sourceNo=XY-HLJ-202309-00A1")
                .at("/items/0/recordId")
                .asString();
        var message = hub.client()
                .get("/archive/records?outcome=rejected&feed=inspection-petition")
                .at("/items/0/messageId")
                .asString();
        var pages = new LinkedHashMap<String, String>();
        pages.put("today", "/");
        pages.put("exchange", "/exchanges/" + message);
        pages.put("record", "/records/" + record);
        pages.put("lineage", "/records/" + record + "/lineage");
        pages.put("reconciliation", "/reconciliation");
        pages.put("sources", "/sources");
        return pages;
    }

    private void login() {
        page.navigate(hub.address() + "/login");
        page.locator("input[name=username]").fill("admin");
        page.locator("input[name=password]").fill(Desk.PASSWORD);
        page.locator("form[action='/login'] button").click();
        page.waitForURL(hub.address() + "/**");
    }
}
