package cn.lvyue.hub.security;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of passwords. */
@Repository
class CredentialStore {
    private final JdbcClient jdbc;

    CredentialStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Credential(
            String hash,
            Instant changedAt,
            boolean mustChange,
            @Nullable Instant lockedUntil,
            @Nullable Instant lastLogin,
            @Nullable String issuedBy,
            @Nullable Instant expiresAt,
            boolean waits) {
        boolean isLockedAt(Instant now) {
            return lockedUntil != null && now.isBefore(lockedUntil);
        }

        /** Whether it was drawn, and nobody changed it in time. */
        boolean isLapsedAt(Instant now) {
            return expiresAt != null && !now.isBefore(expiresAt);
        }

        /** Without the hash. */
        @Override
        public String toString() {
            return "Credential[" + changedAt + "]";
        }
    }

    Optional<Credential> of(String person) {
        return jdbc.sql("""
                        select hash, changed_at, must_change, locked_until, last_login, issued_by, expires_at,
                            needs_confirmation and confirmed_by is null as waits
                        from security.credential where person = ?""").param(person).query((row, n) -> credential(row)).optional();
    }

    private static Credential credential(ResultSet row) throws SQLException {
        return new Credential(
                row.getString("hash"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("must_change"),
                instant(row.getObject("locked_until", OffsetDateTime.class)),
                instant(row.getObject("last_login", OffsetDateTime.class)),
                row.getString("issued_by"),
                instant(row.getObject("expires_at", OffsetDateTime.class)),
                row.getBoolean("waits"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    /** @return whether there was none */
    boolean addFirst(String person, String hash, boolean mustChange, Instant now) {
        return jdbc.sql("""
                        insert into security.credential (person, hash, changed_at, must_change) values (?, ?, ?, ?)
                        on conflict do nothing""")
                        .params(person, hash, now.atOffset(ZoneOffset.UTC), mustChange)
                        .update()
                == 1;
    }

    void set(String person, String hash, boolean mustChange, Instant now) {
        jdbc.sql("""
                        insert into security.credential (person, hash, changed_at, must_change) values (?, ?, ?, ?)
                        on conflict (person) do update set hash = excluded.hash, changed_at = excluded.changed_at,
                            must_change = excluded.must_change, failures = 0, locked_until = null, issued_by = null,
                            expires_at = null, needs_confirmation = false, confirmed_by = null""")
                .params(person, hash, now.atOffset(ZoneOffset.UTC), mustChange)
                .update();
    }

    /** Takes the place of what was there. @param waits for another person to confirm it */
    void issue(String person, String hash, Instant now, Instant expires, String by, boolean waits) {
        set(person, hash, true, now);
        jdbc.sql("""
                        update security.credential set issued_by = ?, expires_at = ?, needs_confirmation = ?
                        where person = ?""")
                .params(by, expires.atOffset(ZoneOffset.UTC), waits, person)
                .update();
    }

    void confirm(String person, String by) {
        jdbc.sql("update security.credential set confirmed_by = ? where person = ?")
                .params(by, person)
                .update();
    }

    /** @return whether there was one */
    boolean remove(String person) {
        return jdbc.sql("delete from security.credential where person = ?")
                        .param(person)
                        .update()
                == 1;
    }

    /** Counts one more wrong password; at the limit the account is locked and counting begins anew. @return whether it is locked now */
    boolean failed(String person, int limit, Instant until) {
        return jdbc.sql("""
                        update security.credential set
                            failures = case when failures + 1 >= :limit then 0 else failures + 1 end,
                            locked_until = case when failures + 1 >= :limit then :until else locked_until end
                        where person = :person
                        returning coalesce(locked_until = :until, false)""")
                .param("limit", limit)
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("person", person)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    void succeeded(String person, Instant now) {
        jdbc.sql("update security.credential set failures = 0, locked_until = null, last_login = ? where person = ?")
                .params(now.atOffset(ZoneOffset.UTC), person)
                .update();
    }
}
