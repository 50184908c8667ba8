package cn.lvyue.hub.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.lvyue.hub.security.LoginSettings.Totp;
import cn.lvyue.hub.security.SourceKeys.Actor;
import java.time.Duration;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.BadCredentialsException;

class LoginTest {
    private static final Actor SYSTEM = new Actor("sys", "10.0.0.1");
    private static final Actor SECURITY = new Actor("sec", "10.0.0.2");
    private static final String CHOSEN = "Chosen-by-Li-Lei-1";

    private final LoginParts hub = new LoginParts(Totp.OPTIONAL);

    @Test
    void aDrawnPasswordIsToBeChangedAndThenOpensWhatItsOwnersRolesOpen() {
        hub.people.add("lilei", "李磊", SYSTEM);
        var drawn = hub.drawn.issue("lilei", SYSTEM);
        assertThat(drawn.waits()).isFalse();
        hub.people.grant("lilei", Role.VIEWER, Set.of(), SECURITY);

        assertThat(Stage.of(hub.login("lilei", drawn.password()))).containsExactly(Stage.PASSWORD);
        assertThat(hub.passwords.change("lilei", drawn.password(), CHOSEN, "10.0.0.3"))
                .isEqualTo(Passwords.Change.DONE);

        var in = hub.login("lilei", CHOSEN);
        assertThat(Stage.of(in)).isEmpty();
        assertThat(Right.STATUS_READ.isHeldBy(in)).isTrue();
        refused(() -> hub.login("lilei", drawn.password()));
    }

    @Test
    void aPasswordForSomebodyWithARoleOpensNothingUntilAnotherPersonConfirmsIt() {
        hub.people.add("lilei", "李磊", SYSTEM);
        hub.people.grant("lilei", Role.AUDIT_ADMIN, Set.of(), SECURITY);
        var drawn = hub.drawn.issue("lilei", SYSTEM);

        assertThat(drawn.waits()).isTrue();
        refused(() -> hub.login("lilei", drawn.password()));
        refused("S221", () -> hub.drawn.confirm("lilei", SYSTEM));
        refused("S221", () -> hub.drawn.confirm("lilei", new Actor("lilei", "10.0.0.3")));
        hub.drawn.confirm("lilei", SECURITY);
        refused("S251", () -> hub.drawn.confirm("lilei", SECURITY));

        assertThat(Stage.of(hub.login("lilei", drawn.password()))).containsExactly(Stage.PASSWORD);
    }

    @Test
    void aDrawnPasswordThatNobodyChangesInTimeLapses() {
        hub.people.add("lilei", "李磊", SYSTEM);
        var drawn = hub.drawn.issue("lilei", SYSTEM);
        hub.pass(Duration.ofHours(72));

        refused(() -> hub.login("lilei", drawn.password()));
        assertThat(hub.login("lilei", hub.drawn.issue("lilei", SYSTEM).password())
                        .isAuthenticated())
                .isTrue();
    }

    @Test
    void nobodyDrawsHisOwnPasswordAndADisabledAccountGetsNone() {
        hub.people.add("lilei", "李磊", SYSTEM);
        refused("S221", () -> hub.drawn.issue("lilei", new Actor("lilei", "10.0.0.3")));
        refused("S225", () -> hub.drawn.issue("nobody", SYSTEM));
        var drawn = hub.drawn.issue("lilei", SYSTEM);
        hub.people.setDisabled("lilei", true, SYSTEM);
        refused("S250", () -> hub.drawn.issue("lilei", SYSTEM));
        refused(() -> hub.login("lilei", drawn.password()));
    }

    @Test
    void wrongPasswordsLockAndTheLockEnds() {
        var password = chosen(Role.VIEWER);
        for (int n = 0; n < 5; n++) {
            refused(() -> hub.login("lilei", "wrong"));
        }
        refused(() -> hub.login("lilei", password));
        assertThat(hub.drawn.state("lilei").orElseThrow().lockedUntil()).isNotNull();
        hub.pass(Duration.ofMinutes(15));

        assertThat(hub.login("lilei", password).isAuthenticated()).isTrue();
    }

    @Test
    void theOldPasswordCannotBeGuessedWhereItIsChanged() {
        var password = chosen(Role.VIEWER);
        for (int n = 0; n < 5; n++) {
            assertThat(hub.passwords.change("lilei", "wrong", "Guessed-by-Han-1", "10.0.0.3"))
                    .isEqualTo(Passwords.Change.WRONG);
        }

        assertThat(hub.drawn.state("lilei").orElseThrow().lockedUntil()).isNotNull();
        assertThat(hub.passwords.change("lilei", password, "Guessed-by-Han-1", "10.0.0.3"))
                .as("locked")
                .isEqualTo(Passwords.Change.WRONG);
        refused(() -> hub.login("lilei", password));
        hub.pass(Duration.ofMinutes(15));
        assertThat(hub.login("lilei", password).isAuthenticated()).isTrue();
    }

    @Test
    void anAdministratorWithAPasswordInUseCanComeInAndOneWhoLostItLongAgoCannot() {
        hub.people.first("sys", "系统", Role.SYSTEM_ADMIN, new Actor("admin", "127.0.0.1"));
        hub.drawn.first("sys", new Actor("admin", "127.0.0.1"));
        hub.jdbc.sql("delete from security.token where person = 'sys'").update();
        refused("S226", () -> hub.people.first("sys2", "系统", Role.SYSTEM_ADMIN, new Actor("admin", "127.0.0.1")));
        hub.drawn.revoke("sys", SECURITY);

        hub.people.first("sys2", "系统", Role.SYSTEM_ADMIN, new Actor("admin", "127.0.0.1"));
    }

    @Test
    void sessionsEndByNumberByHandAndWithRightsAndPasswords() {
        hub.people.add("lilei", "李磊", SYSTEM);
        long first = begin();
        hub.pass(Duration.ofSeconds(1));
        begin();
        begin();
        long fourth = begin();
        assertThat(hub.sessions.isOpen(first)).as("three at once").isFalse();
        assertThat(hub.sessions.of("lilei")).hasSize(3);

        hub.sessions.end(fourth, "lilei", new Actor("lilei", "10.0.0.3"));
        assertThat(hub.sessions.isOpen(fourth)).isFalse();
        refused("S252", () -> hub.sessions.end(fourth, null, SYSTEM));
        refused("S252", () -> hub.sessions.end(fourth - 1, "another", new Actor("another", "10.0.0.4")));

        hub.people.grant("lilei", Role.VIEWER, Set.of(), SECURITY);
        assertThat(hub.sessions.of("lilei")).isEmpty();
        long last = begin();
        hub.pass(Duration.ofMinutes(10));
        assertThat(hub.sessions.isOpen(last)).isTrue();
        hub.pass(Duration.ofMinutes(10));
        assertThat(hub.sessions.of("lilei")).as("was seen").hasSize(1);
        hub.pass(Duration.ofMinutes(10));
        assertThat(hub.sessions.of("lilei")).as("idle").isEmpty();
    }

    @Test
    void allOfItIsAuditedAndNoPasswordIsInIt() {
        hub.people.add("lilei", "李磊", SYSTEM);
        var drawn = hub.drawn.issue("lilei", SYSTEM);
        hub.people.grant("lilei", Role.VIEWER, Set.of(), SECURITY);
        hub.drawn.revoke("lilei", SECURITY);

        var lines =
                hub.audited.page(new AuditQuery(null, "password", "user lilei", null, null, null), Long.MAX_VALUE, 2);
        assertThat(lines).extracting(AuditEntry::action).containsExactly("password.revoke", "password.issue");
        assertThat(lines.toString()).doesNotContain(drawn.password());
    }

    private long begin() {
        return hub.sessions.begin("lilei", "10.0.0.3", "a browser", "password");
    }

    private String chosen(Role role) {
        hub.people.add("lilei", "李磊", SYSTEM);
        var drawn = hub.drawn.issue("lilei", SYSTEM);
        hub.people.grant("lilei", role, Set.of(), SECURITY);
        hub.passwords.change("lilei", drawn.password(), CHOSEN, "10.0.0.3");
        return CHOSEN;
    }

    private static void refused(ThrowingCallable login) {
        assertThatThrownBy(login).isInstanceOf(BadCredentialsException.class);
    }

    private static void refused(String code, ThrowingCallable deed) {
        assertThatThrownBy(deed)
                .isInstanceOfSatisfying(
                        Refused.class, why -> assertThat(why.code()).isEqualTo(code));
    }
}
