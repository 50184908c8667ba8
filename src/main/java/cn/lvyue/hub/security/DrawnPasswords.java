package cn.lvyue.hub.security;

import cn.lvyue.hub.security.Audit.Deed;
import cn.lvyue.hub.security.SourceKeys.Actor;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Passwords that an administrator draws for somebody, for the first time or because he forgot his. They have to be changed at the
 * first login and lapse if they are not. One for somebody who has a role opens nothing until another person has confirmed it: else
 * who draws passwords could come in as anybody.
 */
@Component
public class DrawnPasswords {
    private final People people;
    private final CredentialStore store;
    private final Passwords passwords;
    private final SessionBook sessions;
    private final Audit audit;
    private final LoginSettings settings;
    private final Clock clock;

    DrawnPasswords(
            People people,
            CredentialStore store,
            Passwords passwords,
            SessionBook sessions,
            Audit audit,
            LoginSettings settings,
            Clock clock) {
        this.people = people;
        this.store = store;
        this.passwords = passwords;
        this.sessions = sessions;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /** A password, with its only sight. @param waits for another person to confirm it */
    public record Drawn(String password, Instant validUntil, boolean waits) {
        /** Without the password. */
        @Override
        public String toString() {
            return "Drawn[" + validUntil + "]";
        }
    }

    /**
     * What is known of somebody's password.
     *
     * @param validUntil of one that was drawn and not changed yet
     * @param lockedUntil after wrong ones
     */
    public record State(
            Instant changedAt,
            @Nullable Instant lastLogin,
            @Nullable Instant lockedUntil,
            @Nullable String issuedBy,
            @Nullable Instant validUntil,
            boolean waits) {}

    /** None for who has no password: he comes in by a token, by the bureau's identity provider, or not at all. */
    public Optional<State> state(String name) {
        var now = clock.instant();
        return store.of(name)
                .map(known -> new State(
                        known.changedAt(),
                        known.lastLogin(),
                        known.isLockedAt(now) ? known.lockedUntil() : null,
                        known.issuedBy(),
                        known.expiresAt(),
                        known.waits()));
    }

    /**
     * Draws a password; an earlier one, and what it opened, ends.
     *
     * @throws Refused S221 for one's own, S225 if there is no such user, S250 for a disabled account
     */
    public Drawn issue(String name, Actor by) {
        return people.changed(() -> {
            var account = people.known(name);
            People.refuseOneself(name, by);
            return draw(account, !account.roles().isEmpty(), by);
        });
    }

    /** For an administrator who was named just now by {@link People#first}: there is nobody yet who could confirm it. */
    public Drawn first(String name, Actor by) {
        return people.changed(() -> draw(people.known(name), false, by));
    }

    private Drawn draw(People.Account account, boolean waits, Actor by) {
        if (account.disabledAt() != null) {
            throw Refused.duties(409, "S250", "账号已停用，不能签发口令", "the account is disabled and gets no password");
        }
        var now = clock.instant();
        var until = now.plus(settings.drawn());
        var password = Passwords.draw();
        store.issue(account.name(), passwords.hash(password), now, until, by.name(), waits);
        sessions.endAll(account.name(), by.name());
        audit.note(
                by,
                Deed.of("password.issue", "user " + account.name())
                        .to(Map.of("validUntil", until.toString(), "waits", waits)));
        return new Drawn(password, until, waits);
    }

    /**
     * Confirms a password that another person drew.
     *
     * @throws Refused S221 for one's own, or one that one drew; S251 if none waits
     */
    public void confirm(String name, Actor by) {
        people.changed(() -> {
            var known = store.of(name)
                    .filter(CredentialStore.Credential::waits)
                    .orElseThrow(() -> Refused.duties(
                            404, "S251", name + " 没有待确认的口令", name + " has no password that waits for confirmation"));
            if (by.name().equals(known.issuedBy()) || by.name().equals(name)) {
                throw Refused.duties(
                        403, "S221", "口令的签发人和持有人不能自己确认", "who drew a password, and whose it is, cannot confirm it");
            }
            store.confirm(name, by.name());
            audit.note(by, Deed.of("password.confirm", "user " + name).to(Map.of("waits", false)));
            return name;
        });
    }

    /**
     * Takes somebody's password away; his sessions end.
     *
     * @throws Refused S221 for one's own, S251 if he has none
     */
    public void revoke(String name, Actor by) {
        people.changed(() -> {
            People.refuseOneself(name, by);
            if (name.equals(Passwords.FIRST) || !store.remove(name)) {
                throw Refused.duties(404, "S251", name + " 没有口令", name + " has no password");
            }
            sessions.endAll(name, by.name());
            audit.note(by, Deed.of("password.revoke", "user " + name));
            return name;
        });
    }
}
