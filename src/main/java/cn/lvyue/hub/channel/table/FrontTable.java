package cn.lvyue.hub.channel.table;

import cn.lvyue.hub.channel.BlockedWays;
import cn.lvyue.hub.record.Pauses;
import cn.lvyue.hub.record.TemporaryFailure;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One table and its rounds: finish what is open, take what is new, write back what is decided. While its source is paused, nothing
 * new is taken. For one thread.
 */
final class FrontTable {
    private static final Logger LOG = LoggerFactory.getLogger(FrontTable.class);

    private static final String WAY = "table/";

    private final String name;
    private final TableSource source;
    private final ForeignTable foreign;
    private final Taking taking;
    private final @Nullable WriteBack writeBack;
    private final Own own;
    private Instant next = Instant.EPOCH;
    private Instant nextKeyCheck = Instant.EPOCH;
    private int failures;
    private String failure = "";

    /** The hub's own side. */
    record Own(BatchStore batches, StateStore states, TableLock lock, Pauses pauses, BlockedWays ways, Clock clock) {}

    FrontTable(
            String name,
            TableSource source,
            ForeignTable foreign,
            Taking taking,
            @Nullable WriteBack writeBack,
            Own own) {
        this.name = name;
        this.source = source;
        this.foreign = foreign;
        this.taking = taking;
        this.writeBack = writeBack;
        this.own = own;
    }

    /** Does a round if its time has come and no other hub of this installation is at it. A failure is kept and told, not thrown. */
    void poll() {
        var now = own.clock().instant();
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(source.poll());
        try (var held = own.lock().tryTake(name)) {
            if (held != null) {
                round();
                succeeded();
            }
        } catch (SQLException | RuntimeException failed) {
            failed(failed);
        }
    }

    private void round() {
        for (var batch : own.batches().open(name)) {
            if (batch.messageId() == null || !batch.marked()) {
                taking.resume(batch);
            }
        }
        int open = writeBack();
        checkKeys();
        var feed = Handover.feedOf(name, source);
        if (open < source.openBatches()) {
            taking.take(source.openBatches() - open, () -> !own.pauses().isPaused(feed));
        }
    }

    /** @return how many batches the hub is still at work on: those that wait for a person may be many, and must not stop the table */
    private int writeBack() {
        int open = 0;
        for (var batch : own.batches().open(name)) {
            open += writeBack == null || writeBack.write(batch) ? 1 : 0;
        }
        return open;
    }

    private void checkKeys() {
        var now = own.clock().instant();
        if (now.isBefore(nextKeyCheck)) {
            return;
        }
        long keyless = foreign.transaction((connection, shape) -> {
            var columns = Stream.concat(
                            source.key().stream(),
                            source.isReadOnly() ? Stream.of(source.time(), source.sequence()) : Stream.empty())
                    .map(column -> shape.column(source, String.valueOf(column)).sql() + " is null")
                    .collect(Collectors.joining(" or "));
            var sql = "select count(*) from " + shape.sql() + " where " + columns;
            try (var query = foreign.prepare(connection, sql);
                    var count = query.executeQuery()) {
                count.next();
                return count.getLong(1);
            }
        });
        if (keyless > 0) {
            LOG.warn("table {}: T144: {} rows have no key or order and are not taken", name, keyless);
        }
        own.states().keyless(name, keyless);
        nextKeyCheck = now.plus(source.keyCheck());
    }

    private void succeeded() {
        if (failures > 0) {
            LOG.info("table {}: works again after {} failures", name, failures);
        }
        failures = 0;
        failure = "";
        own.ways().works(WAY + name);
        own.states().succeeded(name, own.clock().instant());
    }

    /** Waits twice as long after each failure; says each cause once in the log and always in the state. */
    private void failed(Exception failed) {
        failures++;
        var wait = source.poll().multipliedBy(1L << Math.min(failures, 20));
        var longest =
                Stream.of(wait, source.longestWait()).min(Duration::compareTo).orElse(wait);
        next = own.clock().instant().plus(longest);
        var kind = failed instanceof TemporaryFailure ? "" : failed.getClass().getSimpleName() + ": ";
        var message = kind + failed.getMessage();
        if (!message.equals(failure)) {
            LOG.warn("table {}: {}", name, message);
        }
        failure = message;
        own.ways().blocked(WAY + name, message);
        own.states().failed(name, own.clock().instant(), message);
    }

    void close() {
        foreign.close();
    }
}
