package cn.lvyue.hub.security;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
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

    /** A token that is not revoked: whose it is, and its digest. */
    record Named(String name, byte[] digest) {}

    List<Named> valid() {
        return jdbc.sql("select name, digest from security.token where revoked_at is null")
                .query((row, n) -> new Named(row.getString("name"), row.getBytes("digest")))
                .list();
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
            jdbc.sql("update security.token set revoked_at = ? where name = ? and digest <> ? and revoked_at is null")
                    .params(now.atOffset(ZoneOffset.UTC), name, digest)
                    .update();
        });
    }

    private void lock() {
        jdbc.sql("lock table security.token in share row exclusive mode").update();
    }

    private boolean anyValid(String name) {
        return jdbc.sql("select exists (select from security.token where name = ? and revoked_at is null)")
                .param(name)
                .query(Boolean.class)
                .single();
    }

    private boolean isValid(String name, byte[] digest) {
        return jdbc.sql(
                        "select exists (select from security.token where name = ? and digest = ? and revoked_at is null)")
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
