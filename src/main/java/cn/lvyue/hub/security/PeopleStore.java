package cn.lvyue.hub.security;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.security.People.Account;
import cn.lvyue.hub.security.People.Granted;
import cn.lvyue.hub.security.People.Held;
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
import org.springframework.stereotype.Repository;

/** The SQL of people, roles and their tokens. */
@Repository
class PeopleStore {
    private static final String PEOPLE = "select name, shown, created_at, created_by, disabled_at from security.person";

    private final JdbcClient jdbc;

    PeopleStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Account> page(String after, int limit, Instant now) {
        return jdbc.sql(PEOPLE + " where name > ? order by name limit ?")
                .params(after, limit)
                .query((row, n) -> account(row, now))
                .list();
    }

    Optional<Account> find(String name, Instant now) {
        return jdbc.sql(PEOPLE + " where name = ?")
                .param(name)
                .query((row, n) -> account(row, now))
                .optional();
    }

    private Account account(ResultSet row, Instant now) throws SQLException {
        var name = row.getString("name");
        return new Account(
                name,
                row.getString("shown"),
                instant(row, "created_at"),
                row.getString("created_by"),
                maybe(row, "disabled_at"),
                roles(name),
                tokens(name, now));
    }

    private List<Granted> roles(String name) {
        return jdbc
                .sql("""
                        select role, feeds, granted_at, granted_by from security.role_grant
                        where person = ? and revoked_at is null order by role""")
                .param(name)
                .query((row, n) -> Role.named(row.getString("role")).map(role -> granted(role, row)).stream())
                .list()
                .stream()
                .flatMap(known -> known)
                .toList();
    }

    private static Granted granted(Role role, ResultSet row) {
        try {
            var feeds = Arrays.stream((String[]) row.getArray("feeds").getArray());
            return new Granted(
                    role,
                    feeds.map(FeedId::new).collect(Collectors.toSet()),
                    instant(row, "granted_at"),
                    row.getString("granted_by"));
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private List<Held> tokens(String name, Instant now) {
        return jdbc.sql("""
                        select id, created_at, issued_by, expires_at, needs_confirmation and confirmed_by is null as waits
                        from security.token
                        where person = ? and revoked_at is null and expires_at > ? order by id""")
                .params(name, utc(now))
                .query((row, n) -> new Held(
                        row.getLong("id"),
                        instant(row, "created_at"),
                        row.getString("issued_by"),
                        instant(row, "expires_at"),
                        row.getBoolean("waits")))
                .list();
    }

    /** Of two changes to one person at once, the second sees what the first did. */
    void lock(String name) {
        jdbc.sql("select name from security.person where name = ? for update")
                .param(name)
                .query(String.class)
                .optional();
    }

    void lockAll() {
        jdbc.sql("lock table security.role_grant in share row exclusive mode").update();
    }

    /** @return false if there is one of the name */
    boolean add(String name, String shown, Instant now, String by) {
        return jdbc.sql("""
                        insert into security.person (name, shown, created_at, created_by) values (?, ?, ?, ?)
                        on conflict do nothing""").params(name, shown, utc(now), by).update() == 1;
    }

    void setDisabled(String name, @Nullable Instant at) {
        jdbc.sql("update security.person set disabled_at = :at where name = :name")
                .param("at", at == null ? null : utc(at))
                .param("name", name)
                .update();
    }

    void grant(String name, Role role, Set<FeedId> feeds, Instant now, String by) {
        jdbc.sql("insert into security.role_grant (person, role, feeds, granted_at, granted_by) values (?, ?, ?, ?, ?)")
                .param(1, name)
                .param(2, role.id())
                .param(3, feeds.stream().map(FeedId::value).sorted().toArray(String[]::new))
                .param(4, utc(now))
                .param(5, by)
                .update();
    }

    void revoke(String name, Role role, Instant now, String by) {
        jdbc.sql("""
                        update security.role_grant set revoked_at = ?, revoked_by = ?
                        where person = ? and role = ? and revoked_at is null""").params(utc(now), by, name, role.id()).update();
    }

    boolean anyWithToken(Role role, Instant now) {
        return jdbc.sql("""
                        select exists (
                            select from security.role_grant g
                                join security.person p on p.name = g.person and p.disabled_at is null
                                join security.token t on t.person = g.person and t.revoked_at is null and t.expires_at > ?
                                    and (not t.needs_confirmation or t.confirmed_by is not null)
                            where g.role = ? and g.revoked_at is null)""").params(utc(now), role.id()).query(Boolean.class).single();
    }

    /** @param used a password was given, or issued, after this: one that nobody has used for long may be forgotten */
    boolean anyWithPassword(Role role, Instant now, Instant used) {
        return jdbc.sql("""
                        select exists (
                            select from security.role_grant g
                                join security.person p on p.name = g.person and p.disabled_at is null
                                join security.credential c on c.person = g.person
                                    and (not c.needs_confirmation or c.confirmed_by is not null)
                                    and (c.expires_at is null or c.expires_at > ?)
                                    and greatest(c.last_login, c.changed_at) > ?
                            where g.role = ? and g.revoked_at is null)""")
                .params(utc(now), utc(used), role.id())
                .query(Boolean.class)
                .single();
    }

    long addToken(String name, byte[] digest, Instant now, Instant expires, String by, boolean waits) {
        return jdbc.sql("""
                        insert into security.token (name, person, digest, created_at, expires_at, issued_by, needs_confirmation)
                        values (?, ?, ?, ?, ?, ?, ?) returning id""")
                .params(name, name, digest, utc(now), utc(expires), by, waits)
                .query(Long.class)
                .single();
    }

    void confirm(long token, String by) {
        jdbc.sql("update security.token set confirmed_by = ? where id = ?")
                .params(by, token)
                .update();
    }

    void revokeToken(long token, Instant now) {
        jdbc.sql("update security.token set revoked_at = ? where id = ? and revoked_at is null")
                .params(utc(now), token)
                .update();
    }

    void revokeTokens(String name, Instant now) {
        jdbc.sql("update security.token set revoked_at = ? where person = ? and revoked_at is null")
                .params(utc(now), name)
                .update();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant maybe(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
