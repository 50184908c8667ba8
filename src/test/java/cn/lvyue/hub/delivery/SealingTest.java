package cn.lvyue.hub.delivery;

import static cn.lvyue.hub.record.Target.NATIONAL;
import static cn.lvyue.hub.record.Target.PROVINCIAL;
import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.delivery.Deliveries.DeliveryState;
import cn.lvyue.hub.delivery.Deliveries.PackageView;
import cn.lvyue.hub.record.DueKind;
import cn.lvyue.hub.record.Standing;
import cn.lvyue.hub.record.Target;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SealingTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 4);

    private final DeliveryHub hub = DeliveryHub.fresh();

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void sealsOnlyTheLatestRevisionOfARecord() {
        hub.outbox.add(PROVINCIAL, 1, 1, DueKind.NEW, Standing.UNCONFIRMED);
        hub.outbox.add(PROVINCIAL, 2, 1, DueKind.NEW, Standing.UNCONFIRMED);
        hub.outbox.add(PROVINCIAL, 1, 2, DueKind.CHANGE, Standing.UNCONFIRMED);
        var batch = hub.deliveries().sealNow(PROVINCIAL, DAY);
        assertThat(batch.records()).isEqualTo(2);
        assertThat(batch.batchNo()).isEqualTo("P-20260304-0001");
        assertThat(states(1)).containsExactly(DeliveryState.SUPERSEDED, DeliveryState.SEALED);
        assertThat(kindOf(1, 2)).as("the platform has not seen it yet").isEqualTo(DueKind.NEW);
    }

    @Test
    void tellsAChangeFromANewRecordByWhatThePlatformGot() {
        hub.outbox.add(PROVINCIAL, 1, 1, DueKind.NEW, Standing.UNCONFIRMED);
        hub.deliveries().sealNow(PROVINCIAL, DAY);
        hub.outbox.add(PROVINCIAL, 1, 2, DueKind.CHANGE, Standing.UNCONFIRMED);
        hub.deliveries().sealNow(PROVINCIAL, DAY);
        hub.outbox.add(PROVINCIAL, 1, 3, DueKind.REMOVE, Standing.REVOKED);
        hub.deliveries().sealNow(PROVINCIAL, DAY);
        hub.outbox.add(PROVINCIAL, 1, 4, DueKind.CHANGE, Standing.UNCONFIRMED);
        hub.deliveries().sealNow(PROVINCIAL, DAY);
        assertThat(List.of(kindOf(1, 1), kindOf(1, 2), kindOf(1, 3), kindOf(1, 4)))
                .containsExactly(DueKind.NEW, DueKind.CHANGE, DueKind.REMOVE, DueKind.NEW);
    }

    @Test
    void doesNotRemoveWhatWasNeverDelivered() {
        hub.outbox.add(PROVINCIAL, 1, 1, DueKind.NEW, Standing.UNCONFIRMED);
        hub.outbox.add(PROVINCIAL, 1, 2, DueKind.REMOVE, Standing.REVOKED);
        var batch = hub.deliveries().sealNow(PROVINCIAL, DAY);
        assertThat(batch.zeroReport()).isTrue();
        assertThat(states(1)).containsExactly(DeliveryState.SUPERSEDED, DeliveryState.SUPERSEDED);
    }

    @Test
    void doesNotTellTheNationOfABreachThatWasRepairedBeforeItWasTold() {
        hub.outbox.add(NATIONAL, 1, 1, DueKind.NEW, Standing.CONFIRMED);
        hub.outbox.add(NATIONAL, 1, 2, DueKind.CHANGE, Standing.REPAIRED);
        hub.seal(NATIONAL);
        assertThat(hub.deliveries().batches(NATIONAL, null, Long.MAX_VALUE, 10)).isEmpty();
        assertThat(states(1)).containsExactly(DeliveryState.SUPERSEDED, DeliveryState.SUPERSEDED);
    }

    @Test
    void reportsADayWithoutRecordsAsZero() {
        hub.bean(DailyBatches.class).seal(PROVINCIAL);
        var batch =
                hub.deliveries().batches(PROVINCIAL, DAY, Long.MAX_VALUE, 10).get(0);
        assertThat(batch.zeroReport()).isTrue();
        assertThat(batch.records()).isZero();
        assertThat(batch.packages()).extracting(PackageView::records).containsExactly(0);
    }

    @Test
    void sealsTheDailyBatchOnceHoweverOftenTheScheduleFires() {
        hub.outbox.addNew(PROVINCIAL, 1, 2);
        hub.bean(DailyBatches.class).seal(PROVINCIAL);
        hub.outbox.addNew(PROVINCIAL, 3, 4);
        hub.bean(DailyBatches.class).seal(PROVINCIAL);
        assertThat(hub.deliveries().batches(PROVINCIAL, null, Long.MAX_VALUE, 10))
                .hasSize(1);
        assertThat(hub.deliveries().balances().get(0).pending()).isEqualTo(2);
    }

    @Test
    void givesABatchByHandItsOwnNumberAndDoesNotDenyTheDaysBatchWithAZeroReport() {
        hub.outbox.addNew(PROVINCIAL, 1, 2);
        hub.bean(DailyBatches.class).seal(PROVINCIAL);
        hub.outbox.addNew(PROVINCIAL, 3, 3);
        assertThat(hub.deliveries().sealNow(PROVINCIAL, DAY).batchNo()).isEqualTo("P-20260304-0002");
        var again = hub.deliveries().sealNow(PROVINCIAL, DAY);
        assertThat(again.batchNo()).isEqualTo("P-20260304-0002");
        assertThat(again.zeroReport()).isFalse();
    }

    @Test
    void fillsPackagesUpToTheLimit() {
        hub.outbox.addNew(PROVINCIAL, 1, 7);
        var batch = hub.deliveries().sealNow(PROVINCIAL, DAY);
        assertThat(batch.packages()).extracting(PackageView::records).containsExactly(3, 3, 1);
        assertThat(batch.packages()).extracting(PackageView::sequence).containsExactly(1, 2, 3);
    }

    @Test
    void keepsRecordsOfOneSourceNumberInDifferentPackages() {
        hub.outbox.add(PROVINCIAL, 1, 1, DueKind.NEW, Standing.UNCONFIRMED, "same");
        hub.outbox.add(PROVINCIAL, 2, 1, DueKind.NEW, Standing.UNCONFIRMED, "same");
        var batch = hub.deliveries().sealNow(PROVINCIAL, DAY);
        assertThat(batch.packages()).extracting(PackageView::records).containsExactly(1, 1);
    }

    @Test
    void twoSealersAtOnceNeverShareARevision() throws Exception {
        hub.outbox.addNew(PROVINCIAL, 1, 400);
        try (var second = hub.another()) {
            Callable<Object> one = () -> hub.deliveries().sealNow(PROVINCIAL, DAY);
            Callable<Object> other = () -> second.deliveries().sealNow(PROVINCIAL, DAY);
            var threads = Executors.newFixedThreadPool(4);
            for (var sealed : threads.invokeAll(List.of(one, other, one, other))) {
                sealed.get();
            }
            threads.shutdown();
        }
        assertThat(count("select count(*) from delivery.item where state = 3")).isEqualTo(400);
        assertThat(count("select sum(records) from delivery.batch")).isEqualTo(400);
        assertThat(count("select count(*) from delivery.batch")).isEqualTo(1);
    }

    private List<DeliveryState> states(long record) {
        return hub.deliveries().of(ListedOutbox.id(record)).stream()
                .map(Deliveries.Delivery::state)
                .toList();
    }

    private DueKind kindOf(long record, int revision) {
        return DueKind.ofCode(hub.jdbc()
                .sql("select kind from delivery.item where target = ? and record_id = ? and revision = ?")
                .params(Target.PROVINCIAL.code(), record, revision)
                .query(Integer.class)
                .single());
    }

    private long count(String sql) {
        return hub.jdbc().sql(sql).query(Long.class).single();
    }
}
