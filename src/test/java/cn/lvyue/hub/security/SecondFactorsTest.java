package cn.lvyue.hub.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.lvyue.hub.security.LoginSettings.Totp;
import cn.lvyue.hub.security.SourceKeys.Actor;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SecondFactorsTest {
    private static final Actor SECURITY = new Actor("sec", "10.0.0.2");
    private static final String ADDRESS = "10.0.0.3";
    private static final String FIRST = "The-first-one-2026";
    private static final Person ADMIN = new Person("admin", Set.of(), Set.of());

    private LoginParts hub = new LoginParts(Totp.OPTIONAL);

    @Test
    void whoEnrolledIsAskedForACodeAfterThePassword() {
        assertThat(Stage.of(hub.login("admin", FIRST))).isEmpty();
        var secret = enrol().secret;

        assertThat(Stage.of(hub.login("admin", FIRST))).containsExactly(Stage.CODE);
        hub.pass(Duration.ofSeconds(30));
        var code = code(secret);
        assertThat(hub.factors.check(ADMIN, code, ADDRESS)).isTrue();
        assertThat(hub.factors.check(ADMIN, code, ADDRESS)).as("a second time").isFalse();
    }

    @Test
    void theSecretIsSeenUntilItIsConfirmedAndLiesSealed() {
        hub.factors.begin(ADMIN);
        var begun = hub.factors.begun(ADMIN).orElseThrow();
        assertThat(begun.uri())
                .isEqualTo("otpauth://totp/Lvyue%20Hub:admin?secret=" + begun.secret()
                        + "&issuer=Lvyue%20Hub&algorithm=SHA1&digits=6&period=30");
        assertThat(hub.factors.confirm(ADMIN, "000000", ADDRESS)).isEmpty();
        hub.factors.confirm(ADMIN, code(bytes(begun.secret())), ADDRESS).orElseThrow();

        assertThat(hub.factors.begun(ADMIN)).isEmpty();
        assertThat(hub.factors.begin(ADMIN))
                .as("another for the one that works")
                .isFalse();
        var kept = hub.jdbc
                .sql("select secret from security.second_factor where person = 'admin'")
                .query(byte[].class)
                .single();
        assertThat(new BigInteger(1, kept).toString(16))
                .doesNotContain(new BigInteger(1, bytes(begun.secret())).toString(16));
    }

    @Test
    void aRecoveryCodeOpensOnceHoweverItIsTyped() {
        var code = enrol().recovery.get(3);

        assertThat(hub.factors.check(ADMIN, code.toLowerCase().replace("-", " "), ADDRESS))
                .isTrue();
        assertThat(hub.factors.check(ADMIN, code, ADDRESS)).isFalse();
        assertThat(hub.factors.state(ADMIN).recoveryCodes()).isEqualTo(9);
    }

    @Test
    void newRecoveryCodesEndTheOldOnes() {
        var enrolled = enrol();
        var renewed = hub.factors
                .renewRecoveryCodes(ADMIN, enrolled.recovery.get(0), ADDRESS)
                .orElseThrow();

        assertThat(hub.factors.check(ADMIN, enrolled.recovery.get(1), ADDRESS)).isFalse();
        assertThat(hub.factors.check(ADMIN, renewed.get(1), ADDRESS)).isTrue();
    }

    @Test
    void wrongCodesLockAsWrongPasswordsDoAndARightPasswordBetweenDoesNotHelp() {
        var secret = enrol().secret;
        hub.pass(Duration.ofSeconds(30));
        for (int n = 0; n < 5; n++) {
            assertThat(Stage.of(hub.login("admin", FIRST))).containsExactly(Stage.CODE);
            assertThat(hub.factors.check(ADMIN, "12345" + n, ADDRESS)).isFalse();
        }
        assertThat(hub.factors.check(ADMIN, code(secret), ADDRESS)).as("locked").isFalse();
        assertThatThrownBy(() -> hub.login("admin", FIRST)).hasMessageContaining("wrong");
        hub.pass(Duration.ofMinutes(15));

        assertThat(hub.factors.check(ADMIN, code(secret), ADDRESS)).isTrue();
    }

    @Test
    void whereItIsRequiredWhoHasNoneEnrolsBeforeAnythingElse() {
        hub = new LoginParts(Totp.ADMINISTRATORS);
        assertThat(Stage.of(hub.login("admin", FIRST))).containsExactly(Stage.ENROL);
        assertThat(hub.factors.stage(new Person("li", Set.of(Role.VIEWER), Set.of())))
                .isEmpty();
        assertThat(hub.factors.stage(new Person("li", Set.of(Role.AUDIT_ADMIN), Set.of())))
                .contains(Stage.ENROL);
        var enrolled = enrol();
        assertThat(hub.factors.remove(ADMIN, enrolled.recovery.get(0), ADDRESS)).isFalse();

        hub = new LoginParts(Totp.REQUIRED);
        assertThat(hub.factors.stage(new Person("li", Set.of(Role.VIEWER), Set.of())))
                .contains(Stage.ENROL);
        hub = new LoginParts(Totp.OFF);
        assertThat(hub.factors.begin(ADMIN)).isFalse();
    }

    @Test
    void anotherPersonResetsItAndOneselfOnlyWithACode() {
        var enrolled = enrol();
        assertThatThrownBy(() -> hub.factors.reset("admin", new Actor("admin", ADDRESS)))
                .isInstanceOf(Refused.class);
        assertThat(hub.factors.remove(ADMIN, "000000", ADDRESS)).isFalse();
        assertThat(hub.factors.remove(ADMIN, enrolled.recovery.get(0), ADDRESS)).isTrue();
        enrol();
        hub.factors.reset("admin", SECURITY);

        assertThat(Stage.of(hub.login("admin", FIRST))).isEmpty();
        assertThat(hub.audited
                        .page(new AuditQuery(null, "second-factor", "user admin", null, null, null), Long.MAX_VALUE, 1)
                        .get(0)
                        .action())
                .isEqualTo("second-factor.reset");
    }

    private record Enrolled(byte[] secret, List<String> recovery) {}

    private Enrolled enrol() {
        hub.pass(Duration.ofSeconds(60));
        assertThat(hub.factors.begin(ADMIN)).isTrue();
        var secret = bytes(hub.factors.begun(ADMIN).orElseThrow().secret());
        return new Enrolled(
                secret, hub.factors.confirm(ADMIN, code(secret), ADDRESS).orElseThrow());
    }

    private String code(byte[] secret) {
        return TimeCode.code(secret, TimeCode.step(hub.clock.instant()), TimeCode.DIGITS);
    }

    /** As an authenticator reads it. */
    private static byte[] bytes(String base32) {
        var bits = base32.chars()
                .map("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"::indexOf)
                .mapToObj(five ->
                        String.format("%5s", Integer.toBinaryString(five)).replace(' ', '0'))
                .collect(Collectors.joining());
        var bytes = new byte[bits.length() / 8];
        Arrays.setAll(new Integer[bytes.length], n -> {
            bytes[n] = (byte) Integer.parseInt(bits.substring(n * 8, n * 8 + 8), 2);
            return n;
        });
        return bytes;
    }
}
