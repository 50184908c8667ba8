package cn.lvyue.hub.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.security.SourceKeys.Actor;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Logging in by a real identity provider, over the wire, as a browser does it. */
@SpringBootTest(
        classes = DoorServer.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.location=optional:classpath:/no-settings.yaml",
            "hub.login.admin-password=The-first-one-2026",
            "hub.login.totp=required",
            "hub.login.oidc.client-secret=secret-of-lvyue-hub",
            "hub.login.oidc.roles-claim=groups",
            "hub.login.oidc.roles.duty-desk=operator"
        })
@DirtiesContext
class ProviderLoginTest {
    private static final Actor SYSTEM = new Actor("sys", "10.0.0.1");
    private static final Actor SECURITY = new Actor("sec", "10.0.0.2");
    private static ServletWebServerApplicationContext provider;

    @LocalServerPort
    int port;

    @Autowired
    People people;

    @Autowired
    SessionBook sessions;

    @Autowired
    AuditTrail trail;

    private DoorVisitor browser;

    @DynamicPropertySource
    static void startTheProvider(DynamicPropertyRegistry settings) {
        provider = IdentityProvider.start();
        settings.add(
                "hub.login.oidc.issuer",
                () -> "http://127.0.0.1:" + provider.getWebServer().getPort());
    }

    @AfterAll
    static void stopTheProvider() {
        provider.close();
    }

    @BeforeEach
    void startWithNobody() {
        var jdbc = JdbcClient.create(TestDatabase.dataSource());
        jdbc.sql("delete from security.session").update();
        jdbc.sql("delete from security.token where person is not null").update();
        jdbc.sql("delete from security.role_grant").update();
        jdbc.sql("delete from security.person").update();
        var clients = provider.getBean(InMemoryRegisteredClientRepository.class);
        if (clients.findByClientId("lvyue-hub") == null) {
            clients.save(IdentityProvider.client(
                    "http://localhost:%d/login/oauth2/code/bureau".formatted(port), "lvyue-hub"));
        }
        browser = DoorVisitor.whoFollows(port);
    }

    @Test
    void whomTheHubKnowsComesInWithTheRolesTheHubGave() {
        known("viewer", Role.VIEWER);

        assertThat(loginAs("viewer").uri().getPath()).isEqualTo("/batches");
        assertThat(browser.get("/batches").statusCode()).isEqualTo(200);
        assertThat(browser.get("/users").statusCode()).isEqualTo(403);
        assertThat(sessions.of("viewer")).extracting(SessionBook.Open::way).containsExactly("provider");
    }

    @Test
    void whomTheHubDoesNotKnowOrShutOutStaysOutside() {
        assertThat(loginAs("stranger").uri().getQuery()).isEqualTo("provider");
        known("viewer", Role.VIEWER);
        people.setDisabled("viewer", true, SYSTEM);
        browser = DoorVisitor.whoFollows(port);

        assertThat(loginAs("viewer").uri().getQuery()).isEqualTo("provider");
        var query = new AuditQuery("nobody known", "login", null, "refused", null, null);
        assertThat(trail.page(query, Long.MAX_VALUE, 1).get(0).result()).contains("preferred_username");
    }

    @Test
    void aGroupGivesTheRoleThatIsSetForItUnlessItConflicts() {
        people.add("desk", "desk", SYSTEM);
        loginAs("desk");
        assertThat(browser.get("/exchanges").statusCode()).as("of an operator").isEqualTo(200);

        known("approver", Role.APPROVER);
        browser = DoorVisitor.whoFollows(port);
        assertThat(loginAs("approver").uri().getQuery()).isEqualTo("provider");
    }

    @Test
    void theWayBeginsWithAProofKeyAndAStateThatSomebodyElseDoesNotHave() {
        var start = DoorVisitor.whoStays(port).get("/oauth2/authorization/bureau");
        assertThat(start.headers().firstValue("Location").orElse(""))
                .contains("code_challenge_method=S256", "code_challenge=", "state=", "nonce=", "scope=");

        assertThat(browser.get("/login/oauth2/code/bureau?code=stolen&state=guessed")
                        .uri()
                        .getQuery())
                .isEqualTo("provider");
    }

    @Test
    void noGroupMakesAnAdministratorOrAClerk() {
        for (var role : List.of("system-admin", "security-admin", "audit-admin", "source-clerk", "nothing")) {
            assertThatThrownBy(() -> new ProviderSettings(
                            "http://127.0.0.1", "c", null, "sub", List.of(), "l", "groups", Map.of("g", role)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private void known(String name, Role role) {
        people.add(name, name, SYSTEM);
        people.grant(name, role, Set.of(), SECURITY);
    }

    /** Asks for a page, chooses the bureau's way in, logs in there, and is led back. */
    private HttpResponse<String> loginAs(String name) {
        browser.get("/batches");
        var form = browser.get("/oauth2/authorization/bureau");
        assertThat(form.uri().getPort()).isEqualTo(provider.getWebServer().getPort());
        var there = form.uri().resolve("/login").toString();
        return browser.send("POST", there, Map.of("username", name, "password", IdentityProvider.PASSWORD));
    }
}
