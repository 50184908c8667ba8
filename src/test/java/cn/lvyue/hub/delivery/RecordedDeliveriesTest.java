package cn.lvyue.hub.delivery;

import static cn.lvyue.hub.record.Target.NATIONAL;
import static cn.lvyue.hub.record.Target.PROVINCIAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.lvyue.hub.delivery.Deliveries.BatchView;
import cn.lvyue.hub.delivery.Deliveries.DeliveryState;
import cn.lvyue.hub.record.DueKind;
import cn.lvyue.hub.record.Standing;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

class RecordedDeliveriesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 4);

    private final DeliveryHub hub = DeliveryHub.fresh();

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void pagesBatchesByKeyNewestFirst() {
        for (int day = 0; day < 5; day++) {
            hub.deliveries().sealNow(PROVINCIAL, DAY.plusDays(day));
        }
        var first = hub.deliveries().batches(PROVINCIAL, null, Long.MAX_VALUE, 3);
        var rest = hub.deliveries().batches(PROVINCIAL, null, first.get(2).batchId(), 3);
        assertThat(first)
                .extracting(BatchView::businessDate)
                .containsExactly(DAY.plusDays(4), DAY.plusDays(3), DAY.plusDays(2));
        assertThat(rest).extracting(BatchView::businessDate).containsExactly(DAY.plusDays(1), DAY);
    }

    @Test
    void findsBatchesByTargetAndDay() {
        hub.deliveries().sealNow(PROVINCIAL, DAY);
        hub.deliveries().sealNow(NATIONAL, DAY);
        assertThat(hub.deliveries().batches(null, DAY, Long.MAX_VALUE, 10)).hasSize(2);
        assertThat(hub.deliveries().batches(NATIONAL, DAY, Long.MAX_VALUE, 10)).hasSize(1);
        assertThat(hub.deliveries().batches(NATIONAL, DAY.plusDays(1), Long.MAX_VALUE, 10))
                .isEmpty();
        assertThat(hub.deliveries().batch(99)).isEmpty();
    }

    @Test
    void refusesAPageThatIsTooLong() {
        assertThatThrownBy(() -> hub.deliveries().batches(null, null, Long.MAX_VALUE, 201))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void showsWhatIsDueAndNotYetInABatchAsPending() {
        hub.outbox.add(PROVINCIAL, 1, 1, DueKind.NEW, Standing.UNCONFIRMED);
        hub.deliveries().sealNow(PROVINCIAL, DAY);
        hub.outbox.add(PROVINCIAL, 1, 2, DueKind.CHANGE, Standing.CONFIRMED);
        hub.outbox.add(NATIONAL, 1, 2, DueKind.NEW, Standing.CONFIRMED);
        var deliveries = hub.deliveries().of(ListedOutbox.id(1));
        assertThat(deliveries)
                .extracting(Deliveries.Delivery::state)
                .containsExactly(DeliveryState.SEALED, DeliveryState.PENDING, DeliveryState.PENDING);
        assertThat(deliveries.get(0).batchNo()).isEqualTo("P-20260304-0001");
    }

    @Test
    void theBooksAreNotAddedUpFromEveryPackageThereEverWas() {
        hub.platforms.refuse("GD-2", "no such body");
        hub.outbox.addNew(PROVINCIAL, 1, 7);
        hub.deliveries().sealNow(PROVINCIAL, DAY);
        hub.runUntilQuiet(PROVINCIAL);
        hub.outbox.addNew(PROVINCIAL, 8, 9);
        hub.deliveries().sealNow(PROVINCIAL, DAY);

        hub.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            long before = packagesRead();
            var book = hub.deliveries().books().get(0);
            assertThat(List.of(book.receipted(), book.refused(), book.pending(), book.held()))
                    .containsExactly(6L, 1L, 2L, 0L);
            assertThat(packagesRead()).isEqualTo(before);
        });
    }

    /** Rows, as the database counts them within a transaction. */
    private long packagesRead() {
        return hub.jdbc()
                .sql("select seq_tup_read + idx_tup_fetch from pg_stat_xact_user_tables"
                        + " where relid = 'delivery.package'::regclass")
                .query(Long.class)
                .single();
    }
}
