package cn.lvyue.hub.security;

import cn.lvyue.hub.record.LocalSecrets;
import cn.lvyue.hub.security.Audit.Deed;
import cn.lvyue.hub.security.SourceKeys.Actor;
import cn.lvyue.hub.signing.SealedHolder;
import cn.lvyue.hub.signing.Vault;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The second factor at the pages: codes from a device that shares a secret with the hub (RFC 6238), and recovery codes for who lost
 * the device. Who draws passwords cannot take a second factor away, and the other way round: it takes two to come in as a third.
 */
@Component
public class SecondFactors implements SealedHolder {
    private static final String ISSUER = "Lvyue Hub";
    private static final int SECRET_BYTES = 20; // as long as the hash, RFC 4226, 4
    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_BYTES = 10; // 80 bits: nothing to guess, so a plain digest suffices

    private final SecondFactorStore store;
    private final CredentialStore credentials;
    private final SessionBook sessions;
    private final Vault vault;
    private final Audit audit;
    private final LoginSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final boolean trial;
    private final SecureRandom random = new SecureRandom();

    SecondFactors(
            SecondFactorStore store,
            CredentialStore credentials,
            SessionBook sessions,
            Vault vault,
            Audit audit,
            LoginSettings settings,
            TransactionTemplate transaction,
            Clock clock,
            ObjectProvider<LocalSecrets> local) {
        this.store = store;
        this.credentials = credentials;
        this.sessions = sessions;
        this.vault = vault;
        this.audit = audit;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
        this.trial = local.getIfAvailable() != null;
    }

    /** @param confirmedAt none if he has none @param wanted whether he has to have one @param possible whether he may */
    public record State(@Nullable Instant confirmedAt, int recoveryCodes, boolean wanted, boolean possible) {}

    /** What an authenticator is given. @param uri for the picture it takes it from */
    public record Begun(String secret, String uri) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "Begun";
        }
    }

    public State state(Person who) {
        var confirmed =
                store.of(who.name()).map(SecondFactorStore.Factor::confirmedAt).orElse(null);
        return new State(
                confirmed,
                confirmed == null ? 0 : store.recoveryCodesLeft(who.name()),
                isWanted(who),
                settings.totp(trial) != LoginSettings.Totp.OFF);
    }

    /** What somebody who gave the right password has still to do for his second factor; nothing for most. */
    Optional<Stage> stage(Person who) {
        var state = state(who);
        if (!state.possible()) {
            return Optional.empty();
        }
        return state.confirmedAt() != null
                ? Optional.of(Stage.CODE)
                : state.wanted() ? Optional.of(Stage.ENROL) : Optional.empty();
    }

    private boolean isWanted(Person who) {
        return switch (settings.totp(trial)) {
            case OFF, OPTIONAL -> false;
            case ADMINISTRATORS ->
                who.name().equals(Passwords.FIRST) || who.roles().stream().anyMatch(Role.ADMINISTRATORS::contains);
            case REQUIRED -> true;
        };
    }

    /** Draws a secret for somebody's device; one that was begun and not confirmed is forgotten. @return false if he has one that works */
    public boolean begin(Person who) {
        var secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return settings.totp(trial) != LoginSettings.Totp.OFF
                && store.begin(who.name(), vault.seal(secret, place(who.name())), clock.instant());
    }

    /** The secret that was begun, as long as it is not confirmed: from then on nobody sees it again. */
    public Optional<Begun> begun(Person who) {
        return store.of(who.name())
                .filter(factor -> factor.confirmedAt() == null)
                .map(factor -> begun(who.name(), Base32.encode(open(who.name(), factor))));
    }

    private static Begun begun(String name, String secret) {
        var issuer = URLEncoder.encode(ISSUER, StandardCharsets.UTF_8).replace("+", "%20");
        return new Begun(
                secret,
                "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d"
                        .formatted(
                                issuer,
                                URLEncoder.encode(name, StandardCharsets.UTF_8),
                                secret,
                                issuer,
                                TimeCode.DIGITS,
                                TimeCode.PERIOD));
    }

    /** Makes what was begun count, if a code shows that the device has it. @return the recovery codes, their only sight; none for a wrong code */
    public Optional<List<String>> confirm(Person who, String typed, String address) {
        var now = clock.instant();
        var step = store.of(who.name())
                .filter(factor -> factor.confirmedAt() == null)
                .map(factor -> TimeCode.match(open(who.name(), factor), digits(typed), now, factor.lastStep()));
        if (step.isEmpty() || step.get().isEmpty()) {
            return Optional.empty();
        }
        var codes = transaction.execute(status -> {
            if (!store.confirm(who.name(), step.get().getAsLong(), now)) {
                return Optional.<List<String>>empty();
            }
            audit.note(new Actor(who.name(), address), Deed.of("second-factor.confirm", "user " + who.name()));
            return Optional.of(drawRecoveryCodes(who.name()));
        });
        return codes == null ? Optional.empty() : codes;
    }

    /** Whether a code is right: of the device, or one of recovery. Each opens once; wrong ones count as wrong passwords do. */
    public boolean check(Person who, String typed, String address) {
        var name = who.name();
        var now = clock.instant();
        boolean locked =
                credentials.of(name).filter(known -> known.isLockedAt(now)).isPresent();
        if (!locked && (usesCode(name, typed, now) || usesRecoveryCode(name, typed, now, address))) {
            return true;
        }
        boolean nowLocked = !locked && credentials.failed(name, settings.failures(), now.plus(settings.lock()));
        audit.note(
                new Actor(name, address),
                Deed.of("login.code", "user " + name).ended(locked || nowLocked ? "refused: locked" : "refused"));
        return false;
    }

    private boolean usesCode(String name, String typed, Instant now) {
        var factor = store.of(name).filter(one -> one.confirmedAt() != null);
        if (factor.isEmpty()) {
            return false;
        }
        var secret = open(name, factor.get());
        var step = TimeCode.match(secret, digits(typed), now, factor.get().lastStep());
        return step.isPresent() && store.use(name, step.getAsLong(), vault.seal(secret, place(name)));
    }

    private boolean usesRecoveryCode(String name, String typed, Instant now, String address) {
        var code = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        boolean used = store.useRecoveryCode(name, BearerTokens.digest(code), now);
        if (used) {
            audit.note(new Actor(name, address), Deed.of("second-factor.recover", "user " + name));
        }
        return used;
    }

    /** New recovery codes for the old ones, for who shows a code. @return their only sight; none for a wrong code */
    public Optional<List<String>> renewRecoveryCodes(Person who, String typed, String address) {
        if (!check(who, typed, address)) {
            return Optional.empty();
        }
        return Optional.ofNullable(transaction.execute(status -> {
            audit.note(new Actor(who.name(), address), Deed.of("second-factor.renew", "user " + who.name()));
            return drawRecoveryCodes(who.name());
        }));
    }

    /** Does without a second factor from now on, where one may. @return false for a wrong code */
    public boolean remove(Person who, String typed, String address) {
        if (isWanted(who) || !check(who, typed, address)) {
            return false;
        }
        transaction.executeWithoutResult(status -> {
            store.remove(who.name());
            audit.note(new Actor(who.name(), address), Deed.of("second-factor.remove", "user " + who.name()));
        });
        return true;
    }

    /**
     * Takes somebody's second factor away, who lost it: he enrols anew. His sessions end.
     *
     * @throws Refused S221 for one's own, S225 if he has none
     */
    public void reset(String name, Actor by) {
        if (name.equals(by.name())) {
            throw Refused.duties(403, "S221", "不能重置自己的第二因素", "nobody resets his own second factor");
        }
        transaction.executeWithoutResult(status -> {
            if (!store.remove(name)) {
                throw Refused.duties(404, "S225", name + " 没有第二因素", name + " has no second factor");
            }
            sessions.endAll(name, by.name());
            audit.note(by, Deed.of("second-factor.reset", "user " + name));
        });
    }

    private List<String> drawRecoveryCodes(String name) {
        var codes = IntStream.range(0, RECOVERY_CODES)
                .mapToObj(n -> {
                    var bytes = new byte[RECOVERY_BYTES];
                    random.nextBytes(bytes);
                    return Base32.encode(bytes);
                })
                .toList();
        store.replaceRecoveryCodes(
                name, codes.stream().map(BearerTokens::digest).toList());
        return codes.stream()
                .map(code -> String.join("-", code.split("(?<=\\G.{4})")))
                .toList();
    }

    private static String digits(String typed) {
        return typed.replaceAll("\\s", "");
    }

    private byte[] open(String name, SecondFactorStore.Factor factor) {
        return vault.open(factor.secret(), place(name));
    }

    private static byte[] place(String name) {
        return ("security.second_factor " + name).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String holds() {
        return "用户的第二因素（下次登录时重新加密） / second factors of people (sealed anew at their next login)";
    }

    @Override
    public boolean uses(int dataKey) {
        return store.uses(dataKey);
    }
}
