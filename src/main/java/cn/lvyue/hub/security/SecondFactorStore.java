package cn.lvyue.hub.security;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of second factors and recovery codes. */
@Repository
class SecondFactorStore {
    private final JdbcClient jdbc;

    SecondFactorStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param confirmedAt none for one that was begun and not shown to work yet */
    record Factor(byte[] secret, @Nullable Instant confirmedAt, long lastStep) {
        @Override
        public String toString() {
            return "Factor[" + confirmedAt + "]";
        }
    }

    Optional<Factor> of(String person) {
        return jdbc.sql("select secret, confirmed_at, last_step from security.second_factor where person = ?")
                .param(person)
                .query((row, n) -> new Factor(
                        row.getBytes("secret"),
                        instant(row.getObject("confirmed_at", OffsetDateTime.class)),
                        row.getLong("last_step")))
                .optional();
    }

    /** @return false if there is one that was confirmed */
    boolean begin(String person, byte[] secret, Instant now) {
        return jdbc.sql("""
                        insert into security.second_factor (person, secret, begun_at) values (?, ?, ?)
                        on conflict (person) do update set secret = excluded.secret, begun_at = excluded.begun_at
                            where second_factor.confirmed_at is null""").params(person, secret, utc(now)).update() == 1;
    }

    /** @return false if another request used the code, or confirmed it, first */
    boolean confirm(String person, long step, Instant now) {
        return jdbc.sql("""
                        update security.second_factor set confirmed_at = ?, last_step = ?
                        where person = ? and confirmed_at is null and last_step < ?""").params(utc(now), step, person, step).update() == 1;
    }

    /** Takes a code as used. @param secret sealed anew @return false if it was used before */
    boolean use(String person, long step, byte[] secret) {
        return jdbc.sql(
                                "update security.second_factor set last_step = ?, secret = ? where person = ? and last_step < ?")
                        .params(step, secret, person, step)
                        .update()
                == 1;
    }

    /** @return whether there was one */
    boolean remove(String person) {
        return jdbc.sql("delete from security.second_factor where person = ?")
                        .param(person)
                        .update()
                == 1;
    }

    void replaceRecoveryCodes(String person, List<byte[]> digests) {
        jdbc.sql("delete from security.recovery_code where person = ?")
                .param(person)
                .update();
        digests.forEach(digest -> jdbc.sql("insert into security.recovery_code (person, digest) values (?, ?)")
                .params(person, digest)
                .update());
    }

    /** @return whether there is such a code that was not used yet */
    boolean useRecoveryCode(String person, byte[] digest, Instant now) {
        return jdbc.sql("""
                        update security.recovery_code set used_at = ?
                        where person = ? and digest = ? and used_at is null""").params(utc(now), person, digest).update() == 1;
    }

    int recoveryCodesLeft(String person) {
        return jdbc.sql("select count(*) from security.recovery_code where person = ? and used_at is null")
                .param(person)
                .query(Integer.class)
                .single();
    }

    boolean uses(int dataKey) {
        return jdbc.sql(
                        "select exists (select from security.second_factor where substring(secret, 2, 4) = int4send(?))")
                .param(dataKey)
                .query(Boolean.class)
                .single();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
