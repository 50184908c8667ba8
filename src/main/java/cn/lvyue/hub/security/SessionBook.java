package cn.lvyue.hub.security;

import cn.lvyue.hub.security.Audit.Deed;
import cn.lvyue.hub.security.SourceKeys.Actor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Who is logged in at the pages, on whichever node; a session that is ended here is over with its next request. */
@Component
public class SessionBook {
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int LONGEST_AGENT = 300;

    private final SessionStore store;
    private final Audit audit;
    private final LoginSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Duration idle;

    SessionBook(
            SessionStore store,
            Audit audit,
            LoginSettings settings,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${server.servlet.session.timeout:15m}") Duration idle) {
        this.store = store;
        this.audit = audit;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
        this.idle = idle;
    }

    /** @param agent as the browser calls itself @param way {@code password} or {@code provider} @param seenAt to the minute */
    public record Open(
            long id, String person, String address, String agent, String way, Instant begunAt, Instant seenAt) {}

    /** Takes down a login; the oldest sessions of the person end if they become too many. */
    long begin(String person, String address, @Nullable String agent, String way) {
        var now = clock.instant();
        var called = agent == null ? "" : agent.substring(0, Math.min(agent.length(), LONGEST_AGENT));
        long id = store.begin(person, address, called.replace('\0', ' '), way, now);
        store.endOlder(person, settings.sessions(), now);
        store.forget(now.minus(KEPT), now.minus(KEPT));
        return id;
    }

    /** Whether it may go on. */
    boolean isOpen(long id) {
        var now = clock.instant();
        var seen = store.seen(id);
        if (seen.isPresent() && seen.get().plus(SEEN_EVERY).isBefore(now)) {
            store.see(id, now);
        }
        return seen.isPresent();
    }

    /** By a rule, or because its person left. */
    void end(long id) {
        store.end(id, null, clock.instant());
    }

    /** Everything somebody has open: his rights or his password are others now. */
    void endAll(String person, String by) {
        store.endAll(person, by, clock.instant());
    }

    /** One's own, the newest first. */
    public List<Open> of(String person) {
        return open(person, Long.MAX_VALUE, settings.sessions());
    }

    /** Everybody's, the newest first. @param before an id: older ones only */
    public List<Open> all(long before, int limit) {
        return open(null, before, limit);
    }

    private List<Open> open(@Nullable String person, long before, int limit) {
        var now = clock.instant();
        return store.open(person, now.minus(settings.session()), now.minus(idle).minus(SEEN_EVERY), before, limit);
    }

    /**
     * Ends a session.
     *
     * @param of none for anybody's
     * @throws Refused S252 if there is none
     */
    public void end(long id, @Nullable String of, Actor by) {
        var session = open(of, id + 1, 1).stream()
                .filter(one -> one.id() == id)
                .findFirst()
                .orElseThrow(() -> Refused.duties(404, "S252", "没有会话 " + id, "there is no session " + id));
        transaction.executeWithoutResult(status -> {
            store.end(id, by.name(), clock.instant());
            audit.note(by, Deed.of("session.end", "user " + session.person()).from(Map.of("session", id)));
        });
    }
}
