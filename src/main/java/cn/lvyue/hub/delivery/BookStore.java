package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Outbox;
import cn.lvyue.hub.record.Target;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Adds up where everything due is. From sums kept by day, never from all packages or single records, and all from one snapshot. */
@Component
class BookStore {
    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final BatchReader batches;
    private final TransactionTemplate oneMoment;

    BookStore(JdbcClient jdbc, Outbox outbox, BatchReader batches, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.batches = batches;
        var manager = transaction.getTransactionManager();
        this.oneMoment = manager == null ? new TransactionTemplate() : new TransactionTemplate(manager);
        oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        oneMoment.setReadOnly(true);
    }

    List<TargetBook> books() {
        var books = oneMoment.execute(
                status -> Stream.of(Target.values()).map(this::book).toList());
        return books == null ? List.of() : books;
    }

    /** A package that is settled and does not account for each of its records would leave the sum open. */
    private TargetBook book(Target target) {
        long due = outbox.countAll(target);
        long unsealed = outbox.countAfter(target, batches.watermark(target));
        long superseded = jdbc.sql("select coalesce(sum(records), 0) from delivery.superseded where target = ?")
                .param(target.code())
                .query(Long.class)
                .single();
        var sums = batches.sums(target);
        var held = batches.held(target);
        return new TargetBook(
                target,
                due,
                unsealed + sums.sealed() - held.sealed(),
                held.all() + sums.failed(),
                superseded,
                sums.receipted(),
                sums.refused(),
                sums.sent(),
                sums.unknown());
    }
}
