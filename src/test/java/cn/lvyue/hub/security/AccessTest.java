package cn.lvyue.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.security.SourceKeys.Actor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every line of the table of rights with every role, at the doors themselves: the golden table is the contract. */
@SpringBootTest(
        classes = DoorServer.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.location=optional:classpath:/no-settings.yaml",
            "hub.login.admin-password=The-first-one-2026",
            "hub.login.totp=optional",
            "hub.duties.preset-tokens=first-administrators"
        })
class AccessTest {
    private static final Path GOLDEN = Path.of("src/test/resources/access.txt");
    private static final Path ACTUAL = Path.of("target/access.txt");
    private static final Actor SYSTEM = new Actor("sys", "10.0.0.1");
    private static final Actor SECURITY = new Actor("sec", "10.0.0.2");
    private static final String PASSWORD = "Chosen-by-Nobody-1";

    @LocalServerPort
    int port;

    @Autowired
    CallRules rules;

    @Autowired
    People people;

    @Autowired
    DrawnPasswords drawn;

    @Autowired
    Passwords passwords;

    @Autowired
    SecondFactors factors;

    private final HttpClient programs = HttpClient.newHttpClient();

    /** Somebody of a role, logged in at the pages and with a token. */
    private record Held(Role role, DoorVisitor browser, String token) {}

    @BeforeEach
    void startWithNobody() {
        var jdbc = JdbcClient.create(TestDatabase.dataSource());
        for (var table : List.of("recovery_code", "second_factor", "session", "role_grant")) {
            jdbc.sql("delete from security." + table).update();
        }
        jdbc.sql("delete from security.credential where person <> 'admin'").update();
        jdbc.sql("delete from security.token where person is not null").update();
        jdbc.sql("delete from security.person").update();
    }

    @Test
    void everyRoleGetsThroughWhereTheGoldenTableSaysAndNobodyWithoutOne() throws IOException {
        var all = new ArrayList<Held>();
        for (var role : Role.values()) {
            all.add(someone("of-" + role.id(), role));
        }
        var stranger = DoorVisitor.whoStays(port);
        stranger.get("/login");
        var lines = new ArrayList<String>();
        for (var rule : rules.all()) {
            var may = all.stream()
                    .filter(held -> status(rule, held) != 403)
                    .map(held -> held.role().id())
                    .toList();
            lines.add("%s %s: %s".formatted(rule.method(), rule.path(), String.join(" ", may)));
            if (isPage(rule)) {
                var led = stranger.send(rule.method().name(), sample(rule), Map.of());
                assertThat(led.headers().firstValue("Location").orElse(""))
                        .as("%s", rule)
                        .endsWith("/login");
            } else if (!rule.rights().isEmpty()) {
                assertThat(called(rule, "no token at all")).as("%s", rule).isEqualTo(401);
            }
        }
        Files.write(ACTUAL, lines);

        assertThat(lines)
                .as("what the doors do stands in %s", ACTUAL)
                .isEqualTo(Files.readAllLines(GOLDEN, StandardCharsets.UTF_8));
    }

    @Test
    void whoHasOnlyGivenThePasswordGetsNowhereButToTheCode() {
        var held = someone("half-in", Role.AUDIT_ADMIN);
        var who = new Person("half-in", Set.of(Role.AUDIT_ADMIN), Set.of());
        factors.begin(who);
        confirm(who);
        var browser = DoorVisitor.whoStays(port);
        assertThat(browser.login("half-in", PASSWORD).headers().firstValue("Location"))
                .hasValueSatisfying(led -> assertThat(led).endsWith("/login/code"));

        for (var path : List.of(
                "/", "/audit", "/account", "/password", "/second-factor", "/second-factor/picture", "/sessions")) {
            var led = browser.get(path);
            assertThat(led.headers().firstValue("Location").orElse("")).as(path).endsWith("/login/code");
        }
        assertThat(browser.get("/login/code").statusCode()).isEqualTo(200);
        assertThat(held.browser().get("/login/code").statusCode())
                .as("who is in")
                .isEqualTo(403);
    }

    @Test
    void aSessionThatIsEndedIsOverWithItsNextRequestAndRightsThatChangeEndIt() {
        var held = someone("looker", Role.VIEWER);
        assertThat(held.browser().get("/batches").statusCode()).isEqualTo(200);
        people.revoke("looker", Role.VIEWER, SECURITY);

        assertThat(held.browser()
                        .get("/batches")
                        .headers()
                        .firstValue("Location")
                        .orElse(""))
                .endsWith("/login");
    }

    @Test
    void aFormOfAnotherSiteChangesNothing() {
        var held = someone("looker", Role.SYSTEM_ADMIN);
        var forged = DoorVisitor.whoStays(port);
        forged.login("of-nobody", "x");

        assertThat(forged.send("POST", "/users", Map.of("_csrf", "guessed")).statusCode())
                .isIn(302, 403);
        assertThat(held.browser().send("POST", "/users", Map.of()).statusCode()).isEqualTo(200);
    }

    private Held someone(String name, Role role) {
        people.add(name, name, SYSTEM);
        var first = drawn.issue(name, SYSTEM).password();
        var token = people.issue(name, null, SYSTEM).token();
        Set<FeedId> feeds = role.isOfFeeds() ? Set.of(new FeedId("credit-site")) : Set.of();
        people.grant(name, role, feeds, SECURITY);
        assertThat(passwords.change(name, first, PASSWORD, "10.0.0.3")).isEqualTo(Passwords.Change.DONE);
        var browser = DoorVisitor.whoStays(port);
        assertThat(browser.login(name, PASSWORD)
                        .headers()
                        .firstValue("Location")
                        .orElse(""))
                .as(name)
                .endsWith("/");
        return new Held(role, browser, token);
    }

    private void confirm(Person who) {
        var secret = JdbcClient.create(TestDatabase.dataSource())
                .sql("update security.second_factor set confirmed_at = now() where person = ?")
                .param(who.name())
                .update();
        assertThat(secret).isEqualTo(1);
    }

    private int status(CallRule rule, Held held) {
        if (!isPage(rule)) {
            return called(rule, held.token());
        }
        var answer = held.browser().send(rule.method().name(), sample(rule), Map.of());
        boolean ledToHisOwn = answer.headers().firstValue("Location").orElse("").endsWith("/account");
        return ledToHisOwn ? 403 : answer.statusCode();
    }

    private static boolean isPage(CallRule rule) {
        var path = rule.path().getPatternString();
        return !path.startsWith("/api/") && !path.startsWith("/actuator");
    }

    private int called(CallRule rule, String token) {
        try {
            return programs.send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + port + sample(rule)))
                                    .header("Authorization", "Bearer " + token)
                                    .method(rule.method().name(), BodyPublishers.noBody())
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** With something in place of each variable. */
    private static String sample(CallRule rule) {
        return rule.path()
                .getPatternString()
                .replace("{feed}", "credit-site")
                .replace("{role}", "viewer")
                .replace("/**", "/anything")
                .replaceAll("\\{[^}]*}", "999999");
    }
}
