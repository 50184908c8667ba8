package cn.lvyue.hub.channel.table;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The real store, with a step before and after everything it commits. */
class KillableWatermarks extends WatermarkStore {
    private final Steps steps;
    private final TransactionTemplate transaction;

    KillableWatermarks(JdbcClient jdbc, BatchStore batches, TransactionTemplate transaction, Steps steps) {
        super(jdbc, batches);
        this.transaction = transaction;
        this.steps = steps;
    }

    @Override
    OpenBatch register(String source, Instant at, byte[] body, List<SourceRow> rows, SourceRow.Position last) {
        steps.step();
        var batch = transaction.execute(status -> super.register(source, at, body, rows, last));
        steps.step();
        return batch;
    }

    @Override
    void readToTheEnd(String source, boolean calm, Duration overlap) {
        steps.step();
        transaction.executeWithoutResult(status -> super.readToTheEnd(source, calm, overlap));
        steps.step();
    }
}
