package cn.lvyue.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.security.Role;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may do what, over the wire: the golden table is the contract. */
class DutiesTest extends SignedContract {
    private static final Path GOLDEN = Path.of("src/test/resources/rights.txt");

    @BeforeEach
    void startWithNobody() {
        jdbc.sql("delete from security.token where person is not null").update();
        jdbc.sql("delete from security.role_grant").update();
        jdbc.sql("delete from security.person").update();
    }

    @Test
    void everyMappedCallStandsInTheGoldenTableAndEveryRoleGetsWhatItSays() throws Exception {
        var tokens = aTokenOfEachRole();
        var actual = new TreeMap<String, String>();
        for (var route : MappedRoutes.all()) {
            if (route.path().equals("/api/v1/users/me/token")) {
                continue;
            }
            var may = new ArrayList<String>();
            for (var role : Role.values()) {
                int status = call(route, tokens.get(role)).status();
                assertThat(status).as("%s as %s", route, role).isNotEqualTo(401);
                if (status != 403) {
                    may.add(role.id());
                }
            }
            assertThat(call(route, "no token at all").status()).as("%s", route).isEqualTo(401);
            actual.put(route.toString(), String.join(" ", may));
        }

        assertThat(text(actual)).isEqualTo(text(golden()));
    }

    @Test
    void theAdministratorOfATrialMayDoEverything() throws Exception {
        for (var route : MappedRoutes.all()) {
            assertThat(call(route, TOKEN).status()).as("%s", route).isNotIn(401, 403);
        }
    }

    @Test
    void everyChangingCallIsAuditedWhetherItIsServedRefusedOrWrong() throws Exception {
        var viewer = aTokenOfEachRole().get(Role.VIEWER);
        for (var route : MappedRoutes.all()) {
            boolean kept = route.path().endsWith("/messages") || route.path().endsWith("/receipts");
            if (route.changes() && !kept) {
                long before = audited();
                call(route, TOKEN);
                assertThat(audited()).as("%s as admin", route).isGreaterThan(before);
                clock.advance(Duration.ofMinutes(2));
                before = audited();
                if (call(route, viewer).status() == 403) {
                    assertThat(audited()).as("%s refused", route).isGreaterThan(before);
                }
            }
        }
    }

    @Test
    void anAdministratorOfOneKindDoesNothingOfTheOthers() {
        for (var one : administrators()) {
            for (var other : administrators()) {
                if (one != other) {
                    var shared = new ArrayList<>(one.rights());
                    shared.retainAll(other.rights());
                    assertThat(shared)
                            .as("%s and %s", one, other)
                            .allMatch(right -> right.id().endsWith(".read"));
                }
            }
        }
    }

    @Test
    void aSourceClerkPostsAndReadsForHisFeedsOnly() throws Exception {
        var clerk = someone("clerk", Role.SOURCE_CLERK);
        var own = post("/api/v1/feeds/credit-site/messages", "mine", clerk);
        assertThat(own.status()).isEqualTo(202);
        var message = "/api/v1/messages/" + own.json().path("messageId").asString();
        var other = post("/api/v1/feeds/hotline-12345/messages", "theirs", TOKEN);
        var others = "/api/v1/messages/" + other.json().path("messageId").asString();

        assertThat(get(message, clerk)).isEqualTo(200);
        assertThat(get(message + "/raw", clerk)).isEqualTo(200);
        assertThat(get(message + "/records?unmask=true", clerk)).isEqualTo(403);
        assertThat(get(others, clerk)).isEqualTo(404);
        assertThat(get(others + "/raw", clerk)).isEqualTo(404);
        assertThat(post("/api/v1/feeds/hotline-12345/messages", "x", clerk).status())
                .isEqualTo(403);
    }

    @Test
    void personalDataNeedsARightOfItsOwnAndARefusalNamesIt() throws Exception {
        var viewer = someone("viewer", Role.VIEWER);
        assertThat(get("/api/v1/records/23202603050200000000001?unmask=true", viewer)).isEqualTo(403);
        assertThat(get("/api/v1/records/23202603050200000000001", viewer)).isEqualTo(404);

        var refused = api.get("/api/v1/audit", "Authorization", "Bearer " + viewer);
        assertThat(refused.json().path("rights").toString()).isEqualTo("[\"audit.read\"]");
    }

    private static List<Role> administrators() {
        return List.of(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN);
    }

    private Map<Role, String> aTokenOfEachRole() throws Exception {
        var tokens = new HashMap<Role, String>();
        for (var role : Role.values()) {
            tokens.put(role, someone(role.id(), role));
        }
        return tokens;
    }

    private String someone(String name, Role role) throws Exception {
        assertThat(post("/api/v1/users", "{\"name\": \"%s\"}".formatted(name)).status())
                .isEqualTo(201);
        var token = post("/api/v1/users/" + name + "/tokens", "")
                .json()
                .path("token")
                .asString();
        var feeds = role == Role.SOURCE_CLERK ? "{\"feeds\": [\"credit-site\"]}" : "{}";
        var granted = api.send(
                "PUT",
                "/api/v1/users/%s/roles/%s".formatted(name, role.id()),
                BodyPublishers.ofString(feeds),
                "Authorization",
                "Bearer " + TOKEN,
                "Content-Type",
                "application/json");
        assertThat(granted.status()).as(role.id()).isEqualTo(200);
        return token;
    }

    private ApiCall.Answer post(String path, String body) throws Exception {
        return api.post(path, body, "Authorization", "Bearer " + TOKEN, "Content-Type", "application/json");
    }

    private ApiCall.Answer call(MappedRoutes.Route route, String token) throws Exception {
        return api.send(route.method(), route.sample(), BodyPublishers.noBody(), "Authorization", "Bearer " + token);
    }

    private ApiCall.Answer post(String path, String body, String token) throws Exception {
        return api.post(path, body, "Authorization", "Bearer " + token);
    }

    private int get(String path, String token) throws Exception {
        return api.get(path, "Authorization", "Bearer " + token).status();
    }

    private long audited() {
        return jdbc.sql("select count(*) from security.audit").query(Long.class).single();
    }

    private static Map<String, String> golden() throws IOException {
        var table = new LinkedHashMap<String, String>();
        Files.readAllLines(GOLDEN, StandardCharsets.UTF_8).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(":", 2))
                .forEach(pair -> table.put(pair[0].strip(), pair[1].strip()));
        return table;
    }

    private static String text(Map<String, String> table) {
        return String.join(
                "\n",
                table.entrySet().stream()
                        .map(row -> row.getKey() + ": " + row.getValue())
                        .sorted()
                        .toList());
    }
}
