package cn.lvyue.hub.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Watches how many rows of the newest message are committed, from beside: one look at one row every few milliseconds, which
 * costs the hub nothing.
 */
final class IntakeProgress implements Callable<IntakeProgress> {
    private static final int LOOK_EVERY_MS = 20;
    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final int OPEN = 1;
    private static final int DONE = 2;

    private final Connection connection;
    private final long after;
    private final List<Sample> samples = new ArrayList<>();

    private record Sample(long nanos, long rows) {}

    /** @param after the newest message that is none of ours; 0 in an empty database */
    IntakeProgress(Connection connection, long after) {
        this.connection = connection;
        this.after = after;
    }

    /** Returns when the message is done. @throws IllegalStateException if it ends otherwise */
    @Override
    public IntakeProgress call() throws SQLException, InterruptedException {
        try (var look = connection.prepareStatement(
                "select rows_done, status from ledger.intake where message_id > ? order by message_id limit 1")) {
            look.setLong(1, after);
            int status = OPEN;
            long deadline = System.nanoTime() + LONGEST.toNanos();
            while (status == OPEN) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the message was not done after " + LONGEST);
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
                try (var row = look.executeQuery()) {
                    if (row.next()) {
                        status = row.getInt(2);
                        samples.add(new Sample(System.nanoTime(), row.getLong(1)));
                    }
                }
            }
            if (status != DONE) {
                throw new IllegalStateException("the message ended with status " + status);
            }
        }
        return this;
    }

    long endNanos() {
        return samples.get(samples.size() - 1).nanos();
    }

    /** How fast the last rows went in, as a multiple of how fast the first ones did. */
    double lastToFirst(long rows) {
        long all = samples.get(samples.size() - 1).rows();
        return (nanosAt(rows) - nanosAt(0)) / (double) (nanosAt(all) - nanosAt(all - rows));
    }

    /** When a number of rows was reached, between two looks by proportion. */
    private long nanosAt(long rows) {
        var before = samples.get(0);
        for (var sample : samples) {
            if (sample.rows() >= rows) {
                long step = sample.rows() - before.rows();
                return step == 0
                        ? sample.nanos()
                        : before.nanos() + (sample.nanos() - before.nanos()) * (rows - before.rows()) / step;
            }
            before = sample;
        }
        throw new IllegalArgumentException("only " + before.rows() + " rows were done");
    }
}
