package cn.lvyue.hub.security;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The nonces that were used. */
@Repository
class NonceStore {
    private final JdbcClient jdbc;

    NonceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Notes a nonce; of two at once, one succeeds. Its commit waits for no disk: the message it came with is committed after it
     * and takes it along, as the log of PostgreSQL is written in order. What a crash can take is a nonce whose message was not
     * acknowledged, and that of a call that only read.
     *
     * @return false if it was used before
     */
    boolean use(long keyNo, String nonce, Instant now) {
        return jdbc.sql("""
                        with in_memory as (select set_config('synchronous_commit', 'off', true) as done)
                        insert into security.nonce (source_key_id, nonce, used_at)
                        select ?, ?, ? from in_memory where done = 'off'
                        on conflict do nothing""").params(keyNo, nonce, now.atOffset(ZoneOffset.UTC)).update() == 1;
    }

    int forgetUsedBefore(Instant time) {
        return jdbc.sql("delete from security.nonce where used_at < ?")
                .param(time.atOffset(ZoneOffset.UTC))
                .update();
    }
}
