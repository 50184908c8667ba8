package cn.lvyue.hub.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import cn.lvyue.hub.flow.HubClient;
import cn.lvyue.hub.flow.HubProcess;
import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A desk in an {@link Office}: a fresh window for each test. What the browser says against a page ({@link Complaints}) fails the test;
 * a failed test leaves a picture of its page in {@code target/browser/}. Desks of the same settings share their office within a run.
 *
 * <p>{@code @RegisterExtension static final Desk desk = Desk.withSamples("work");}
 */
final class Desk implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback {
    /** The first administrator's, who need not change it. */
    static final String PASSWORD = "Lvyue-Desk-2026";

    /** Of somebody else than the administrator, where there are samples. */
    static final String SECOND = "second-token-0123456789abcdef0123456789abcdef";

    private static final Path FOLDER = Path.of("target", "browser").toAbsolutePath();
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 900;
    private static final Set<String> GRAVE = Set.of("serious", "critical");

    /** Which page it is, whatever it is about, and what kinds of elements it has. */
    private static final String KINDS = """
        () => location.pathname.replace(/[^/]*[0-9][^/]*/g, '*') + ' '
            + [...new Set([...document.querySelectorAll('body *')].map(e =>
                [e.tagName, e.className, e.type, e.getAttribute('role'), e.disabled].join('.')))].sort().join(' ')\
        """;

    private final String name;
    private final Map<String, String> settings;
    private @Nullable Office office;
    private final List<BrowserContext> windows = new ArrayList<>();
    private @Nullable Page page;
    private @Nullable Complaints complaints;

    private Desk(String name, Map<String, String> settings) {
        this.name = name;
        this.settings = settings;
    }

    /** Before a hub that has nothing yet. @param name of its folder under {@code target/browser/}, of this class alone */
    static Desk empty(String name) {
        return new Desk(name, Map.of(Office.SAMPLES, "false", "hub.login.admin-password", PASSWORD, "heap", "384m"));
    }

    /**
     * Before a hub that has taken in and delivered all samples, in which the bearer of one more token works. Others sit before the
     * same hub earlier or later: a test may count on the samples, and on nothing else being as it was.
     */
    static Desk withSamples(String name) {
        return empty(name)
                .with(Office.SAMPLES, "true")
                .with("hub.tokens.second", SECOND)
                .with("hub.login.totp", "optional");
    }

    /** @param setting of the hub, a blank value for the default */
    Desk with(String setting, String value) {
        var more = new HashMap<>(settings);
        more.put(setting, value);
        return new Desk(name, more);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        office = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Office.class))
                .computeIfAbsent(settings, key -> Office.open(FOLDER.resolve(name), settings), Office.class);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        complaints = new Complaints(hub().address());
        nextPerson();
    }

    /** Somebody else sits down before a window of his own; the first one stays logged in where he was. */
    void nextPerson() {
        var window = there(office).browsing().window(WIDTH, HEIGHT);
        there(complaints).listenTo(window);
        windows.add(window);
        page = window.newPage();
    }

    /** Turns to the window of a person who sat down earlier. @param n counted from 0 */
    void person(int n) {
        page = windows.get(n).pages().get(0);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        boolean failed = context.getExecutionException().isPresent();
        try {
            if (!failed) {
                Assertions.assertThat(there(complaints).all())
                        .as("what the browser said")
                        .isEmpty();
            }
        } finally {
            if (failed) {
                picture("failed-" + context.getRequiredTestMethod().getName());
                context.publishReportEntry(
                        "browser", page().url() + " " + there(complaints).all());
            }
            windows.forEach(BrowserContext::close);
            windows.clear();
        }
    }

    HubProcess hub() {
        return there(office).hub();
    }

    /** Talks to the hub as a machine does, with the administrator's token. */
    HubClient client() {
        return hub().client();
    }

    /** What the hub wrote to its console, with a drawn password among it. */
    String log() throws IOException {
        return there(office).log();
    }

    Page page() {
        return there(page);
    }

    /** As the first administrator, who may do everything. */
    void login() {
        login("admin", PASSWORD);
    }

    void login(String person, String password) {
        open("/login");
        page().locator("input[name=username]").fill(person);
        page().locator("input[name=password]").fill(password);
        page().locator("form[action='/login'] button").click();
    }

    /** Goes to an address of the hub as if it were typed. */
    void open(String path) {
        page().navigate(hub().address() + path);
    }

    /** Clicks a line of the menu at the side. */
    void menu(String words) {
        page().locator("nav.side")
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(words).setExact(true))
                .click();
    }

    /** Clicks a button by its words. */
    void press(String words) {
        page().getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(words).setExact(true))
                .click();
    }

    /** Clicks a link by its words. */
    void follow(String words) {
        page().getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName(words).setExact(true))
                .first()
                .click();
    }

    /** Waits until the page says all of this. */
    void sees(String... words) {
        for (var word : words) {
            assertThat(page().locator("body")).containsText(word);
        }
    }

    /** Waits for the title of a page. */
    void isAt(String title) {
        assertThat(page().locator("h1")).hasText(title);
    }

    /**
     * The page is complete, and axe finds nothing serious against reading and using it without eyes or mouse. The English page has
     * the elements of the Chinese one with other words and is not judged, nor is a page that has no kind of element which the same
     * page did not have when it was judged.
     */
    void isWhole() {
        isComplete();
        boolean chinese = page().locator("html[lang^=zh]").count() > 0;
        if (chinese && there(office).judged().add(String.valueOf(page().evaluate(KINDS)))) {
            isAccessible();
        }
    }

    /** Every text is there in this language, and nothing is wider than the window. */
    void isComplete() {
        Assertions.assertThat(page().locator("body").innerText())
                .as("texts of " + page().url())
                .doesNotContain("??");
        Assertions.assertThat(page().evaluate("document.documentElement.scrollWidth - window.innerWidth"))
                .as("pixels by which %s is wider than the window", page().url())
                .matches(wider -> ((Number) wider).intValue() <= 0);
    }

    /** axe finds nothing serious or critical. */
    void isAccessible() {
        var found = new AxeBuilder(page())
                .setLegacyMode(true).options(onlyFaults()).analyze().getViolations().stream()
                        .filter(rule -> GRAVE.contains(rule.getImpact()))
                        .map(Desk::told)
                        .toList();
        Assertions.assertThat(found).as("axe on " + page().url()).isEmpty();
    }

    /** What is right need not be listed element by element. */
    private static AxeRunOptions onlyFaults() {
        var options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        return options;
    }

    private static String told(Rule rule) {
        return rule.getId()
                + rule.getNodes().stream()
                        .map(node -> "\n  " + node.getHtml())
                        .limit(5)
                        .toList();
    }

    /** Leaves a picture of the whole page in {@code target/browser/<name>/}. */
    Path picture(String file) {
        var to = FOLDER.resolve(name).resolve(file + ".png");
        page().screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(to));
        return to;
    }

    private static <T> T there(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("outside a test");
        }
        return part;
    }
}
