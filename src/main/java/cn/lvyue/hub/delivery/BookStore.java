package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Outbox;
import cn.lvyue.hub.record.Target;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Adds up where everything due is. From sums and packages, never from single records, and all from one snapshot. */
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
        return jdbc.sql("""
                        select coalesce(sum(records) filter (where state = 1 and h.id is null), 0) as pending,
                            coalesce(sum(records) filter (where state = 2), 0) as unknown,
                            coalesce(sum(records) filter (where state = 3), 0) as awaiting,
                            coalesce(sum(receipted) filter (where state in (4, 5, 6)), 0) as receipted,
                            coalesce(sum(refused) filter (where state in (4, 5, 6)), 0) as refused,
                            coalesce(sum(records) filter (where state = 7 or state = 1 and h.id is not null), 0)
                                + (select count(*) from delivery.held_due where target = :target) as held
                        from delivery.package p left join delivery.held_batch h on h.id = p.batch_id
                        where p.target = :target
                        """)
                .param("target", target.code())
                .query((row, number) -> new TargetBook(
                        target,
                        due,
                        unsealed + row.getLong("pending"),
                        row.getLong("held"),
                        superseded,
                        row.getLong("receipted"),
                        row.getLong("refused"),
                        row.getLong("awaiting"),
                        row.getLong("unknown")))
                .single();
    }
}
