package cn.lvyue.hub.ledger;

import java.util.function.LongSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Gives new complaints their numbers, from blocks so that a chunk does not ask the database a thousand times. Numbers of a block
 * that a stopped hub did not use are never given: numbers rise, but not without gaps.
 */
@Component
class RecordNumbers implements LongSupplier {
    private static final int BLOCK = 1_000;

    private final JdbcClient jdbc;
    private long next;
    private long end;

    RecordNumbers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public synchronized long getAsLong() {
        if (next == end) {
            next = jdbc.sql("select nextval('ledger.record_id')")
                    .query(Long.class)
                    .single();
            end = next + BLOCK;
        }
        return next++;
    }
}
