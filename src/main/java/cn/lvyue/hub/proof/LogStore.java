package cn.lvyue.hub.proof;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The log as a whole: what it is, how long it is, and who may add to it. */
@Repository
class LogStore {
    private static final int NOTARY = 0x9F00F;

    private final JdbcClient jdbc;

    LogStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Head(String id, HashAlgorithm algorithm, long size) {}

    Optional<Head> head() {
        return head("");
    }

    private Optional<Head> head(String lock) {
        return jdbc.sql("select id, algorithm, size from proof.log" + lock)
                .query((row, n) -> new Head(
                        row.getString("id"), HashAlgorithm.ofLabel(row.getString("algorithm")), row.getLong("size")))
                .optional();
    }

    /** For the rest of the transaction nobody else adds to the log. */
    Optional<Head> lockedHead() {
        return head(" for update");
    }

    void begin(String id, HashAlgorithm algorithm, Instant at) {
        jdbc.sql("insert into proof.log (id, algorithm, begun_at) values (?, ?, ?) on conflict do nothing")
                .params(id, algorithm.label(), at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void grow(long size) {
        jdbc.sql("update proof.log set size = ?").param(size).update();
    }

    /** Whether no other node is at work; if so, none can begin before the transaction ends. */
    boolean alone() {
        return jdbc.sql("select pg_try_advisory_xact_lock(?, 0)")
                .param(NOTARY)
                .query(Boolean.class)
                .single();
    }

    /**
     * For the rest of the transaction rows are looked up by their keys. Tables that were never analysed would else be read whole
     * for every batch.
     */
    void byKey() {
        jdbc.sql("select set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),"
                        + " set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)")
                .query((row, n) -> true)
                .list();
    }

    boolean messagesWait() {
        return jdbc.sql("select exists (select from proof.waiting)")
                .query(Boolean.class)
                .single();
    }
}
