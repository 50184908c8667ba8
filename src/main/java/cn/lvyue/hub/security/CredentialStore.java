package cn.lvyue.hub.security;

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
            @Nullable Instant lockedUntil) {
        /** Without the hash. */
        @Override
        public String toString() {
            return "Credential[" + changedAt + "]";
        }
    }

    Optional<Credential> of(String person) {
        return jdbc.sql("select hash, changed_at, must_change, locked_until from security.credential where person = ?")
                .param(person)
                .query((row, n) -> new Credential(
                        row.getString("hash"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("must_change"),
                        instant(row.getObject("locked_until", OffsetDateTime.class))))
                .optional();
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
                            must_change = excluded.must_change, failures = 0, locked_until = null""")
                .params(person, hash, now.atOffset(ZoneOffset.UTC), mustChange)
                .update();
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
