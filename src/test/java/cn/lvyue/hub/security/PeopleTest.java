package cn.lvyue.hub.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.LocalSecrets;
import cn.lvyue.hub.security.SourceKeys.Actor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

class PeopleTest {
    private static final Actor SYSTEM = new Actor("sys", "10.0.0.1");
    private static final Actor SECURITY = new Actor("sec", "10.0.0.2");
    private static final DutiesSettings SETTINGS =
            new DutiesSettings(null, Duration.ofDays(90), Duration.ofDays(366), 120, Duration.ofMinutes(5));

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T00:00:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneId.of("Asia/Shanghai"));
    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.dataSource());
    private final TransactionTemplate transaction =
            new TransactionTemplate(new DataSourceTransactionManager(TestDatabase.dataSource()));
    private final TokenStore tokenStore = new TokenStore(jdbc, transaction);
    private final BearerTokens tokens = new BearerTokens(tokenStore, clock);
    private final AuditStore auditStore = new AuditStore(jdbc);
    private final Audit audit = new Audit(auditStore, JsonMapper.builder().build(), clock);
    private final SessionBook sessions = new SessionBook(
            new SessionStore(jdbc), audit, LoginParts.settings(null), transaction, clock, Duration.ofMinutes(15));
    private final People people =
            new People(new PeopleStore(jdbc), audit, tokens, sessions, SETTINGS, transaction, clock);

    @BeforeEach
    void startWithNobody() {
        jdbc.sql("delete from security.token").update();
        jdbc.sql("delete from security.role_grant").update();
        jdbc.sql("delete from security.person").update();
        tokens.forget();
    }

    @Test
    void outsideATrialThePresetTokenDoesEverythingUntilTheThreeAdministratorsAreNamedAndNeverAgain() {
        AdminToken.prepare(new SecuritySettings("of-the-environment-2026", null), tokenStore, clock);
        var atFirst = entrance(false, "of-the-environment-2026");
        assertThat(Right.values()).allMatch(right -> right.isHeldBy(atFirst));

        var by = new Actor("admin", "127.0.0.1");
        for (var role : Role.ADMINISTRATORS) {
            var issued = people.first(role.id(), role.zh(), role, by);
            assertThat(entrance(false, issued.token()).getName()).isEqualTo(role.id());
            refused("S226", () -> people.first("another", "另一人", role, by));
        }
        refused("S226", () -> people.first("o", "o", Role.OPERATOR, by));
        refused("S220", () -> {
            people.setDisabled("audit-admin", true, SYSTEM);
            people.first("system-admin", "x", Role.AUDIT_ADMIN, by);
        });
        var later = entrance(false, "of-the-environment-2026");
        assertThat(Right.values())
                .as("also when one of them is shut out")
                .filteredOn(right -> right.isHeldBy(later))
                .containsExactly(Right.ADMINISTRATORS_FIRST);
        assertThat(people.first("auditor-2", "新任", Role.AUDIT_ADMIN, by).held().waits())
                .isFalse();
    }

    @Test
    void inATrialThePresetTokenDoesEverything() {
        AdminToken.prepare(new SecuritySettings("of-the-environment-2026", null), tokenStore, clock);

        var preset = entrance(true, "of-the-environment-2026");

        assertThat(Right.values()).allMatch(right -> right.isHeldBy(preset));
    }

    @Test
    void rolesThatCheckEachOtherAreNotOnePersons() {
        people.add("li", "李", SYSTEM);
        people.grant("li", Role.OPERATOR, Set.of(), SECURITY);
        people.grant("li", Role.VIEWER, Set.of(), SECURITY);

        for (var role : Set.of(Role.APPROVER, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)) {
            refused("S220", () -> people.grant("li", role, Set.of(), SECURITY));
        }
        refused("S220", () -> people.grant("li", Role.SOURCE_CLERK, Set.of(new FeedId("credit-site")), SECURITY));
        people.revoke("li", Role.OPERATOR, SECURITY);
        people.grant("li", Role.APPROVER, Set.of(), SECURITY);

        assertThat(people.find("li").orElseThrow().roles())
                .extracting(People.Granted::role)
                .containsExactlyInAnyOrder(Role.VIEWER, Role.APPROVER);
    }

    @Test
    void nobodyGivesHimselfARoleAndAClerkHasFeeds() {
        people.add("sec", "安全", SYSTEM);
        refused("S221", () -> people.grant("sec", Role.VIEWER, Set.of(), SECURITY));
        refused("S223", () -> people.grant("sec", Role.SOURCE_CLERK, Set.of(), SYSTEM));
        refused("S223", () -> people.grant("sec", Role.VIEWER, Set.of(new FeedId("credit-site")), SYSTEM));
        refused("S222", () -> people.add("sec", "again", SYSTEM));
        refused("S222", () -> people.add("admin", "as the preset one", SYSTEM));
        refused("S222", () -> people.add("Li Lei", "a space", SYSTEM));
        refused("S225", () -> people.grant("nobody", Role.VIEWER, Set.of(), SYSTEM));
    }

    @Test
    void aTokenForSomebodyWithARoleOpensNothingUntilAnotherPersonConfirmsIt() {
        people.add("li", "李", SYSTEM);
        var early = people.issue("li", null, SYSTEM);
        people.grant("li", Role.AUDIT_ADMIN, Set.of(), SECURITY);
        assertThat(tokens.find(early.token()).orElseThrow().person().roles()).containsExactly(Role.AUDIT_ADMIN);

        var late = people.issue("li", null, SYSTEM);
        assertThat(tokens.knows(late.token())).isFalse();
        refused("S221", () -> people.confirm("li", late.held().id(), SYSTEM));
        refused("S221", () -> people.confirm("li", late.held().id(), new Actor("li", "10.0.0.3")));
        people.confirm("li", late.held().id(), SECURITY);

        assertThat(tokens.knows(late.token())).isTrue();
        refused("S225", () -> people.confirm("li", late.held().id(), SECURITY));
    }

    @Test
    void aTokenEndsInTimeWhenRevokedWhenRenewedAndWithItsAccount() {
        people.add("li", "李", SYSTEM);
        var one = people.issue("li", Duration.ofDays(1), SYSTEM);
        var two = people.issue("li", null, SYSTEM);
        refused("S224", () -> people.issue("li", Duration.ofDays(367), SYSTEM));
        now.updateAndGet(then -> then.plus(Duration.ofDays(1)));
        assertThat(tokens.knows(one.token())).isFalse();
        assertThat(tokens.knows(two.token())).isTrue();

        var three = people.renew(tokens.find(two.token()).orElseThrow().person(), null, new Actor("li", "10.0.0.3"));
        assertThat(tokens.knows(two.token())).isFalse();
        assertThat(tokens.knows(three.token())).isTrue();

        people.revokeToken("li", three.held().id(), SYSTEM);
        assertThat(tokens.knows(three.token())).isFalse();
        var four = people.issue("li", null, SYSTEM);
        people.setDisabled("li", true, SYSTEM);
        assertThat(tokens.knows(four.token())).isFalse();
        refused("S224", () -> people.issue("li", null, SYSTEM));
    }

    @Test
    void whatWasChangedIsAuditedWithBeforeAndAfterAndNoToken() {
        people.add("li", "李", SYSTEM);
        var issued = people.issue("li", null, SYSTEM);
        people.grant("li", Role.SOURCE_CLERK, Set.of(new FeedId("credit-site")), SECURITY);

        var query = new AuditQuery(null, null, "user li", null, null, null);
        var lines = auditStore.page(query, Long.MAX_VALUE, 3);

        assertThat(lines).extracting(AuditEntry::action).containsExactly("role.grant", "token.issue", "user.add");
        assertThat(lines.get(0).before()).isEqualTo("{\"roles\":[]}");
        assertThat(lines.get(0).after()).isEqualTo("{\"roles\":[\"source-clerk[credit-site]\"]}");
        assertThat(lines.get(0).actor() + lines.get(0).address()).isEqualTo("sec10.0.0.2");
        assertThat(lines.toString()).doesNotContain(issued.token());
    }

    private void refused(String code, ThrowingCallable deed) {
        assertThatThrownBy(deed)
                .isInstanceOfSatisfying(
                        Refused.class, why -> assertThat(why.code()).isEqualTo(code));
    }

    private Authentication entrance(boolean trial, String token) {
        var beans = new StaticListableBeanFactory();
        if (trial) {
            beans.addBean("secrets", (LocalSecrets) name -> name);
        }
        var entrance = new Entrance(tokens, SETTINGS, beans.getBeanProvider(LocalSecrets.class));
        return entrance.authenticate(new PreAuthenticatedAuthenticationToken("", token));
    }
}
