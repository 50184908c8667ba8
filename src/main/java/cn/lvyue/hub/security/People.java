package cn.lvyue.hub.security;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.security.Audit.Deed;
import cn.lvyue.hub.security.SourceKeys.Actor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who may come in, and as what. Making somebody known and giving him rights are two persons' work: the first gives a name and a
 * token, the second roles. Every change is audited with it, in one transaction.
 */
@Component
public class People {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final Set<String> TAKEN = Set.of("admin", "me", "administrators");

    private final PeopleStore store;
    private final Audit audit;
    private final BearerTokens tokens;
    private final SessionBook sessions;
    private final DutiesSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    People(
            PeopleStore store,
            Audit audit,
            BearerTokens tokens,
            SessionBook sessions,
            DutiesSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.audit = audit;
        this.tokens = tokens;
        this.sessions = sessions;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @param feeds of a source clerk */
    public record Granted(Role role, Set<FeedId> feeds, Instant at, String by) {}

    /** A token without its text. @param waits for a second person to confirm it */
    public record Held(long id, Instant issuedAt, String issuedBy, Instant expiresAt, boolean waits) {}

    /** @param tokens those that are neither revoked nor expired */
    public record Account(
            String name,
            String shown,
            Instant createdAt,
            String createdBy,
            @Nullable Instant disabledAt,
            List<Granted> roles,
            List<Held> tokens) {}

    /** A token, with the only sight of its text. */
    public record Issued(Held held, String token) {
        /** Without the token. */
        @Override
        public String toString() {
            return "Issued[" + held.id() + "]";
        }
    }

    /** Everybody, by name. */
    public List<Account> all() {
        return store.page("", Integer.MAX_VALUE, clock.instant());
    }

    /** By name. @param after a name: those behind it only */
    public List<Account> page(String after, int limit) {
        return store.page(after, limit, clock.instant());
    }

    public Optional<Account> find(String name) {
        return store.find(name, clock.instant());
    }

    /**
     * Makes somebody known, who may do nothing yet.
     *
     * @throws Refused S222 for a name that is taken or has another form
     */
    public Account add(String name, String shown, Actor by) {
        return changed(() -> {
            create(name, shown, by);
            audit.note(by, Deed.of("user.add", "user " + name).to(Map.of("shown", shown)));
            return known(name);
        });
    }

    private void create(String name, String shown, Actor by) {
        if (!NAME.matcher(name).matches()
                || TAKEN.contains(name)
                || !store.add(name, shown, clock.instant(), by.name())) {
            throw Refused.duties(
                    409,
                    "S222",
                    "用户名 '%s' 已存在或不合规定（小写字母、数字、. _ -，至多 64 位）".formatted(name),
                    "the name '%s' is taken, or not of up to 64 lower-case letters, digits or . _ -".formatted(name));
        }
    }

    /** Shuts somebody out or lets him in again. His tokens and sessions end; he gets new ones if he comes back. */
    public Account setDisabled(String name, boolean disabled, Actor by) {
        return changed(() -> {
            var was = known(name);
            refuseOneself(name, by);
            store.setDisabled(name, disabled ? clock.instant() : null);
            if (disabled) {
                store.revokeTokens(name, clock.instant());
                sessions.endAll(name, by.name());
            }
            audit.note(
                    by,
                    Deed.of(disabled ? "user.disable" : "user.enable", "user " + name)
                            .from(Map.of(
                                    "disabled",
                                    was.disabledAt() != null,
                                    "tokens",
                                    was.tokens().size()))
                            .to(Map.of(
                                    "disabled",
                                    disabled,
                                    "tokens",
                                    disabled ? 0 : was.tokens().size())));
            return known(name);
        });
    }

    /**
     * Gives a role. Again does nothing but set the feeds anew.
     *
     * @param feeds of a source clerk, one at least; of nobody else
     * @throws Refused S220 if it conflicts with one he has, S221 for one's own account, S223 for feeds where none belong or none are
     */
    public Account grant(String name, Role role, Set<FeedId> feeds, Actor by) {
        return changed(() -> {
            store.lock(name);
            var was = known(name);
            refuseOneself(name, by);
            requireFeeds(role, feeds);
            requireCompatible(was, role);
            store.revoke(name, role, clock.instant(), by.name());
            store.grant(name, role, feeds, clock.instant(), by.name());
            sessions.endAll(name, by.name());
            audit.note(
                    by, Deed.of("role.grant", "user " + name).from(roles(was)).to(roles(known(name))));
            return known(name);
        });
    }

    /** Takes a role. */
    public Account revoke(String name, Role role, Actor by) {
        return changed(() -> {
            store.lock(name);
            var was = known(name);
            refuseOneself(name, by);
            store.revoke(name, role, clock.instant(), by.name());
            sessions.endAll(name, by.name());
            audit.note(
                    by, Deed.of("role.revoke", "user " + name).from(roles(was)).to(roles(known(name))));
            return known(name);
        });
    }

    /**
     * Issues a token. For somebody who has a role it opens nothing until another person than its issuer has confirmed it: else who
     * issues tokens could come in as anybody.
     *
     * @param life none for the usual
     * @throws Refused S224 if it would be valid for too long or no time, or if the account is disabled
     */
    public Issued issue(String name, @Nullable Duration life, Actor by) {
        return changed(() -> {
            store.lock(name);
            var account = known(name);
            var issued = draw(account, life, !account.roles().isEmpty(), by);
            audit.note(by, Deed.of("token.issue", "user " + name).to(token(issued.held())));
            return issued;
        });
    }

    /** A new token for the old one, by who has it; his others end. */
    public Issued renew(Person who, @Nullable Duration life, Actor by) {
        return changed(() -> {
            store.lock(who.name());
            var account = known(who.name());
            store.revokeTokens(who.name(), clock.instant());
            var issued = draw(account, life, false, by);
            audit.note(
                    by,
                    Deed.of("token.renew", "user " + who.name())
                            .from(Map.of("tokens", account.tokens().size()))
                            .to(token(issued.held())));
            return issued;
        });
    }

    private Issued draw(Account account, @Nullable Duration life, boolean waits, Actor by) {
        var lives = life == null ? settings.tokenLife() : life;
        if (lives.isNegative()
                || lives.isZero()
                || lives.compareTo(settings.longestTokenLife()) > 0
                || account.disabledAt() != null) {
            throw Refused.duties(
                    409,
                    "S224",
                    "有效期须大于零且不超过 %d 天，且账号未停用"
                            .formatted(settings.longestTokenLife().toDays()),
                    "a token lives for more than nothing and at most %d days, and not for a disabled account"
                            .formatted(settings.longestTokenLife().toDays()));
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var token = BearerTokens.draw();
        long id = store.addToken(account.name(), BearerTokens.digest(token), now, now.plus(lives), by.name(), waits);
        return new Issued(new Held(id, now, by.name(), now.plus(lives), waits), token);
    }

    /**
     * Confirms a token that another person issued.
     *
     * @throws Refused S221 for one's own, or one that one issued; S225 if there is none that waits
     */
    public Account confirm(String name, long tokenId, Actor by) {
        return changed(() -> {
            var held = held(name, tokenId);
            if (held.issuedBy().equals(by.name()) || name.equals(by.name())) {
                throw Refused.duties(
                        403, "S221", "令牌的签发人和持有人不能自己确认", "who issued a token, and whose it is, cannot confirm it");
            }
            if (!held.waits()) {
                throw noToken(name, tokenId);
            }
            store.confirm(tokenId, by.name());
            audit.note(by, Deed.of("token.confirm", "user " + name).to(Map.of("token", tokenId, "waits", false)));
            return known(name);
        });
    }

    /** Ends a token at once; on other nodes within seconds. */
    public Account revokeToken(String name, long tokenId, Actor by) {
        return changed(() -> {
            var held = held(name, tokenId);
            store.revokeToken(tokenId, clock.instant());
            audit.note(by, Deed.of("token.revoke", "user " + name).from(token(held)));
            return known(name);
        });
    }

    /**
     * Makes an administrator of a kind of which nobody can come in, with a token: how a new hub gets its first three, and how one
     * comes back who lost his token.
     *
     * @throws Refused S226 if the role is no administrator's, or somebody who has it can come in
     */
    public Issued first(String name, String shown, Role role, Actor by) {
        return changed(() -> {
            store.lockAll();
            var now = clock.instant();
            boolean anyThere =
                    store.anyWithToken(role, now) || store.anyWithPassword(role, now, now.minus(settings.tokenLife()));
            if (!Role.ADMINISTRATORS.contains(role) || anyThere) {
                throw Refused.duties(
                        409,
                        "S226",
                        "%s 已有人在任，或不是三员之一".formatted(role.zh()),
                        "somebody who is %s can come in, or that is no administrator".formatted(role.en()));
            }
            if (store.find(name, clock.instant()).isEmpty()) {
                create(name, shown, by);
            }
            var was = known(name);
            requireCompatible(was, role);
            store.revoke(name, role, clock.instant(), by.name());
            store.grant(name, role, Set.of(), clock.instant(), by.name());
            var issued = draw(was, null, false, by);
            audit.note(
                    by, Deed.of("user.first", "user " + name).from(roles(was)).to(roles(known(name))));
            return issued;
        });
    }

    static void refuseOneself(String name, Actor by) {
        if (name.equals(by.name())) {
            throw Refused.duties(403, "S221", "不能改变自己的角色和账号", "nobody changes his own roles or account");
        }
    }

    private static void requireFeeds(Role role, Set<FeedId> feeds) {
        if (role.isOfFeeds() == feeds.isEmpty()) {
            throw Refused.duties(
                    400,
                    "S223",
                    "来源经办人须指明来源，其他角色不得指明",
                    "a source clerk has one feed at least, and nobody else has any");
        }
    }

    private static void requireCompatible(Account account, Role role) {
        account.roles().stream()
                .map(Granted::role)
                .filter(role::conflictsWith)
                .findFirst()
                .ifPresent(held -> {
                    throw Refused.duties(
                            409,
                            "S220",
                            "%s 已是%s，不能兼任%s".formatted(account.name(), held.zh(), role.zh()),
                            "%s has the role %s and cannot have the role %s as well"
                                    .formatted(account.name(), held.en(), role.en()));
                });
    }

    private Held held(String name, long tokenId) {
        return known(name).tokens().stream()
                .filter(token -> token.id() == tokenId)
                .findFirst()
                .orElseThrow(() -> noToken(name, tokenId));
    }

    private static Refused noToken(String name, long tokenId) {
        return Refused.duties(
                404,
                "S225",
                "%s 没有待办的令牌 %d".formatted(name, tokenId),
                "%s has no such token %d to do this with".formatted(name, tokenId));
    }

    Account known(String name) {
        return find(name).orElseThrow(() -> Refused.duties(404, "S225", "没有用户 " + name, "there is no user " + name));
    }

    private static Map<String, Object> roles(Account account) {
        return Map.of(
                "roles",
                account.roles().stream()
                        .map(granted -> granted.feeds().isEmpty()
                                ? granted.role().id()
                                : granted.role().id()
                                        + granted.feeds().stream()
                                                .map(FeedId::value)
                                                .sorted()
                                                .toList())
                        .toList());
    }

    private static Map<String, Object> token(Held held) {
        return Map.of("token", held.id(), "expiresAt", held.expiresAt().toString(), "waits", held.waits());
    }

    <T> T changed(Supplier<T> change) {
        var result = transaction.execute(status -> change.get());
        tokens.forget();
        return Objects.requireNonNull(result);
    }
}
