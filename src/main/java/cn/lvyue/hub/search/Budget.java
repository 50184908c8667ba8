package cn.lvyue.hub.search;

import java.sql.SQLException;
import java.time.Duration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The time a search has. Statements are cut off where it ends, and planned for look-ups by key: the tables may never have been
 * analysed, and nothing here may read a whole one.
 */
final class Budget {
    private static final String PLANS =
            "set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),"
                    + " set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)";

    /** SQL state. */
    private static final String CANCELLED = "57014";

    private final JdbcClient jdbc;
    private final long end;

    private Budget(JdbcClient jdbc, long end) {
        this.jdbc = jdbc;
        this.end = end;
    }

    /** Begins now, in the transaction that is open. */
    static Budget start(JdbcClient jdbc, Duration time) {
        var budget = new Budget(jdbc, System.nanoTime() + time.toNanos());
        jdbc.sql("select set_config('statement_timeout', ?, true), " + PLANS)
                .param(Long.toString(budget.millisLeft()))
                .query(row -> {});
        return budget;
    }

    /** Passes on what is another failure than a statement that was cut off. */
    static void requireCutOff(DataAccessException failed) {
        boolean cutOff =
                failed.getMostSpecificCause() instanceof SQLException cause && CANCELLED.equals(cause.getSQLState());
        if (!cutOff) {
            throw failed;
        }
    }

    private long millisLeft() {
        return Math.max(1, (end - System.nanoTime()) / 1_000_000);
    }

    /** @return whether there is time for another statement; it is cut off when there is not enough */
    boolean goOn() {
        if (System.nanoTime() >= end) {
            return false;
        }
        jdbc.sql("select set_config('statement_timeout', ?, true)")
                .param(Long.toString(millisLeft()))
                .query(row -> {});
        return true;
    }
}
