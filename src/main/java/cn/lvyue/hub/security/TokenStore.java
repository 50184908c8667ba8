package cn.lvyue.hub.security;

import cn.lvyue.hub.record.FeedId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Digests of the bearer tokens; a token itself is never stored. */
@Component
class TokenStore {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    TokenStore(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** A token that opens something. @param expiresAt none for a preset one */
    record Valid(
            BearerTokens.Known known,
            byte[] digest,
            @Nullable Instant expiresAt) {
        boolean isValidAt(Instant now) {
            return expiresAt == null || now.isBefore(expiresAt);
        }
    }

    List<Valid> valid(Instant now) {
        return jdbc.sql("""
                        select t.name, t.digest, t.person, t.expires_at, g.roles, g.feeds
                        from security.token t
                            left join security.person p on p.name = t.person
                            left join lateral (
                                select array_agg(r.role) as roles, string_agg(array_to_string(r.feeds, ','), ',') as feeds
                                from security.role_grant r where r.person = t.person and r.revoked_at is null) g on true
                        where t.revoked_at is null and p.disabled_at is null and coalesce(t.expires_at > :now, true)
                            and (not t.needs_confirmation or t.confirmed_by is not null)""")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(TokenStore::valid)
                .list();
    }

    /** A role that was taken again counts: nobody gets the preset token's power back by shutting an administrator out. */
    boolean administratorsNamed() {
        return jdbc.sql("select count(distinct role) from security.role_grant where role = any (?)")
                        .param(Role.ADMINISTRATORS.stream().map(Role::id).toArray(String[]::new))
                        .query(Integer.class)
                        .single()
                == Role.ADMINISTRATORS.size();
    }

    private static Valid valid(ResultSet row, int n) throws SQLException {
        var roles = row.getArray("roles");
        var feeds = row.getString("feeds");
        var person = new Person(
                row.getString("name"),
                roles == null ? Set.of() : roles((String[]) roles.getArray()),
                feeds == null || feeds.isEmpty()
                        ? Set.of()
                        : Arrays.stream(feeds.split(","))
                                .filter(feed -> !feed.isEmpty())
                                .map(FeedId::new)
                                .collect(Collectors.toSet()));
        var expires = row.getObject("expires_at", OffsetDateTime.class);
        return new Valid(
                new BearerTokens.Known(person, row.getString("person") == null),
                row.getBytes("digest"),
                expires == null ? null : expires.toInstant());
    }

    /** A role that a later version knows and this one does not gives nothing. */
    private static Set<Role> roles(String[] ids) {
        return Arrays.stream(ids).map(Role::named).flatMap(Optional::stream).collect(Collectors.toSet());
    }

    /** Keeps a first token of a name; of several hubs starting at once, one succeeds. */
    boolean addFirst(String name, byte[] digest, Instant now) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            lock();
            if (anyValid(name)) {
                return false;
            }
            add(name, digest, now);
            return true;
        }));
    }

    /** Makes a token the only valid one of its name. */
    void replace(String name, byte[] digest, Instant now) {
        transaction.executeWithoutResult(status -> {
            lock();
            if (!isValid(name, digest)) {
                add(name, digest, now);
            }
            jdbc.sql(
                            "update security.token set revoked_at = ? where name = ? and digest <> ? and person is null and revoked_at is null")
                    .params(now.atOffset(ZoneOffset.UTC), name, digest)
                    .update();
        });
    }

    private void lock() {
        jdbc.sql("lock table security.token in share row exclusive mode").update();
    }

    private boolean anyValid(String name) {
        return jdbc.sql(
                        "select exists (select from security.token where name = ? and person is null and revoked_at is null)")
                .param(name)
                .query(Boolean.class)
                .single();
    }

    private boolean isValid(String name, byte[] digest) {
        return jdbc.sql(
                        "select exists (select from security.token where name = ? and digest = ? and person is null and revoked_at is null)")
                .params(name, digest)
                .query(Boolean.class)
                .single();
    }

    private void add(String name, byte[] digest, Instant now) {
        jdbc.sql("insert into security.token (name, digest, created_at) values (?, ?, ?)")
                .params(name, digest, now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
