package cn.lvyue.hub.channel.table;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The real store, with a step before and after everything it commits. */
class KillableBatches extends BatchStore {
    private final Steps steps;
    private final TransactionTemplate transaction;

    KillableBatches(JdbcClient jdbc, TransactionTemplate transaction, Steps steps) {
        super(jdbc, new JsonMapper());
        this.transaction = transaction;
        this.steps = steps;
    }

    @Override
    OpenBatch register(String source, Instant at, byte[] body, List<SourceRow> rows) {
        steps.step();
        var batch = transaction.execute(status -> super.register(source, at, body, rows));
        steps.step();
        return batch;
    }

    @Override
    void marked(long batch) {
        steps.step();
        super.marked(batch);
        steps.step();
    }

    @Override
    void archived(long batch, long messageId) {
        steps.step();
        super.archived(batch, messageId);
        steps.step();
    }

    @Override
    void written(long batch, int upTo) {
        steps.step();
        super.written(batch, upTo);
        steps.step();
    }

    @Override
    void close(long batch) {
        steps.step();
        super.close(batch);
        steps.step();
    }
}
