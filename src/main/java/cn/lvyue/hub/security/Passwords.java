package cn.lvyue.hub.security;

import cn.lvyue.hub.security.Audit.Deed;
import cn.lvyue.hub.security.CredentialStore.Credential;
import cn.lvyue.hub.security.SourceKeys.Actor;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Passwords of people: given by somebody else they have to be changed first; wrong ones lock. */
@Component
public class Passwords {
    /** The administrator that a new hub has, who is what the preset token is. */
    static final String FIRST = "admin";

    private final CredentialStore store;
    private final Audit audit;
    private final SessionBook sessions;
    private final LoginSettings settings;
    private final PasswordRule rule;
    private final Clock clock;
    private final PasswordEncoder encoder = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    private final String nobody = hash(BearerTokens.draw());
    private @Nullable String drawn;

    Passwords(CredentialStore store, Audit audit, SessionBook sessions, LoginSettings settings, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.sessions = sessions;
        this.settings = settings;
        this.rule = new PasswordRule(settings.shortest());
        this.clock = clock;
        this.drawn = first();
    }

    private @Nullable String first() {
        var preset = settings.adminPassword();
        if (preset != null) {
            if (!matches(preset, store.of(FIRST).orElse(null))) {
                store.set(FIRST, hash(preset), false, clock.instant());
            }
            return null;
        }
        if (store.of(FIRST).isPresent()) {
            return null;
        }
        var password = draw();
        return store.addFirst(FIRST, hash(password), true, clock.instant()) ? password : null;
    }

    /** Shows a password that was drawn by this start, once, on the console and in no log. */
    synchronized void showOnce(PrintStream console) {
        if (drawn == null) {
            return;
        }
        console.printf("""
                网页登录：用户名 admin，初始口令如下（仅显示这一次，首次登录须修改）
                To log in at the pages: name admin and this password, shown this once; it has to be changed at the first login:

                    %s

                """, drawn);
        console.flush();
        drawn = null;
    }

    /**
     * Whether a password is somebody's. Takes as long for a name that there is not.
     *
     * @return whether it has to be changed
     * @throws BadCredentialsException if it is wrong, has lapsed or waits for confirmation, or the account is locked; they are not told apart
     */
    boolean check(String name, String password, Actor by) {
        var known = right(name, password, by, "login").orElseThrow(Passwords::wrong);
        var now = clock.instant();
        if (known.waits() || known.isLapsedAt(now)) {
            note(by, "login", known.waits() ? "refused: waits for confirmation" : "refused: lapsed");
            throw wrong();
        }
        return known.mustChange() || known.changedAt().plus(settings.life()).isBefore(now);
    }

    /** What is known of whose password it is. A wrong one counts, wherever it is given; and while the account is locked each is wrong. */
    private Optional<Credential> right(String name, String password, Actor by, String action) {
        var now = clock.instant();
        var known = store.of(name);
        boolean locked = known.filter(of -> of.isLockedAt(now)).isPresent();
        if (matches(password, known.orElse(null)) && known.isPresent() && !locked) {
            return known;
        }
        boolean nowLocked = !locked && store.failed(name, settings.failures(), now.plus(settings.lock()));
        note(by, action, locked || nowLocked ? "refused: locked" : "refused");
        return Optional.empty();
    }

    private void note(Actor by, String action, String result) {
        audit.note(by, Deed.of(action, "user " + by.name()).ended(result));
    }

    private static BadCredentialsException wrong() {
        return new BadCredentialsException("wrong name or password");
    }

    /** Somebody has shown everything that was asked of him: counting wrong ones begins anew. */
    void entered(Actor who, String way) {
        store.succeeded(who.name(), clock.instant());
        audit.note(who, Deed.of("login", "user " + who.name()).to(Map.of("way", way)));
    }

    static String draw() {
        return BearerTokens.draw().substring(0, 20);
    }

    String hash(String password) {
        return Objects.requireNonNull(encoder.encode(password));
    }

    private boolean matches(String password, @Nullable Credential known) {
        return encoder.matches(password, known == null ? nobody : known.hash());
    }

    /** What became of the wish to change a password. */
    public enum Change {
        DONE,
        WRONG,
        TOO_SIMPLE,
        SAME
    }

    /** Changes one's own password. A wrong old one counts as one at the login does, so that nobody guesses it at an open screen. */
    public Change change(String name, String old, String wanted, String address) {
        var by = new Actor(name, address);
        var known = right(name, old, by, "password.change").orElse(null);
        if (known == null) {
            return Change.WRONG;
        }
        if (matches(wanted, known)) {
            return Change.SAME;
        }
        if (!rule.allows(name, wanted)) {
            return Change.TOO_SIMPLE;
        }
        store.set(name, hash(wanted), false, clock.instant());
        sessions.endAll(name, name);
        audit.note(by, Deed.of("password.change", "user " + name));
        return Change.DONE;
    }

    public int shortest() {
        return settings.shortest();
    }
}
