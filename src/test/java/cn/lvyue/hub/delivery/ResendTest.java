package cn.lvyue.hub.delivery;

import static cn.lvyue.hub.record.Target.PROVINCIAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.delivery.Deliveries.BatchState;
import cn.lvyue.hub.delivery.Deliveries.BatchView;
import cn.lvyue.hub.delivery.Deliveries.DeliveryState;
import cn.lvyue.hub.delivery.Deliveries.PackageState;
import cn.lvyue.hub.delivery.Deliveries.PackageView;
import cn.lvyue.hub.record.DueKind;
import cn.lvyue.hub.record.Standing;
import cn.lvyue.hub.sandbox.Behaviour.Act;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What a platform refused alone goes again under its own number and revision, and never becomes a second record. */
class ResendTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 4);

    private final DeliveryHub hub = DeliveryHub.fresh();
    private final Redelivery redelivery = hub.bean(Redelivery.class);

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void aRefusedRecordGoesAgainAloneAndTheOthersDoNot() {
        refusedAlone(2);
        hub.platforms.allow("GD-2");

        assertThat(redelivery.retry(first().packageId())).isTrue();
        hub.runUntilQuiet(PROVINCIAL);

        assertThat(batch().state()).isEqualTo(BatchState.RECEIPTED);
        assertThat(batch().packages()).extracting(PackageView::records).containsExactly(3, 1);
        assertThat(first().state()).isEqualTo(PackageState.RECEIPTED);
        assertThat(first().remarks()).extracting(Holding.Remark::code).contains("R230");
        assertThat(held()).containsExactly("GD-1 1", "GD-2 1", "GD-3 1");
        var balance = hub.deliveries().balances().get(0);
        assertThat(List.of(balance.receipted(), balance.refused(), balance.sent()))
                .containsExactly(3L, 0L, 3L);
    }

    @Test
    void whatIsRefusedAgainStaysRefusedAndMayGoOnceMore() {
        refusedAlone(2);
        redelivery.retry(first().packageId());
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(state(2)).isEqualTo(DeliveryState.REFUSED);
        assertThat(batch().state()).isEqualTo(BatchState.PARTLY);
        assertThat(hub.deliveries().balances().get(0).refused()).isEqualTo(1);
        hub.platforms.allow("GD-2");

        assertThat(redelivery.retry(batch().packages().get(1).packageId())).isTrue();
        hub.runUntilQuiet(PROVINCIAL);

        assertThat(state(2)).isEqualTo(DeliveryState.RECEIPTED);
        assertThat(batch().packages())
                .extracting(PackageView::state)
                .containsExactly(PackageState.RECEIPTED, PackageState.SPLIT, PackageState.RECEIPTED);
        assertThat(held()).containsExactly("GD-1 1", "GD-2 1", "GD-3 1");
    }

    @Test
    void onlyTheRecordsThatAreMeantGoAgain() {
        hub.platforms.refuse("GD-3", "no such body");
        refusedAlone(2);
        hub.platforms.allow("GD-2");
        hub.platforms.allow("GD-3");

        redelivery.again(first().packageId(), List.of(2L));
        hub.runUntilQuiet(PROVINCIAL);

        assertThat(state(2)).isEqualTo(DeliveryState.RECEIPTED);
        assertThat(state(3)).isEqualTo(DeliveryState.REFUSED);
        assertThat(first().state()).isEqualTo(PackageState.PARTLY);
        assertThat(first().failure()).startsWith("1 of 3");
    }

    @Test
    void nothingGoesWhileThePlatformDoesNotSayWhetherItHasItByNow() {
        refusedAlone(2);
        hub.platforms.allow("GD-2");
        int posted = hub.platforms.posted();
        hub.platforms.nextAsks(10, Act.DROP_BEFORE);

        redelivery.retry(first().packageId());
        hub.push(PROVINCIAL);

        assertThat(hub.platforms.posted()).isEqualTo(posted);
        assertThat(batch().packages().get(1).state()).isEqualTo(PackageState.SEALED);
        hub.platforms.behave();
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(hub.platforms.posted()).isEqualTo(posted + 1);
        assertThat(state(2)).isEqualTo(DeliveryState.RECEIPTED);
    }

    @Test
    void aConnectionThatBreaksAfterItWentAgainMakesNoSecondRecord() {
        refusedAlone(2);
        hub.platforms.allow("GD-2");
        hub.platforms.nextPosts(1, Act.DROP_AFTER);

        redelivery.retry(first().packageId());
        hub.runUntilQuiet(PROVINCIAL);

        assertThat(held()).containsExactly("GD-1 1", "GD-2 1", "GD-3 1");
        assertThat(state(2)).isEqualTo(DeliveryState.RECEIPTED);
    }

    @Test
    void anOlderRevisionDoesNotGoAgainBesideANewerOne() {
        refusedAlone(2);
        hub.platforms.allow("GD-2");
        hub.outbox.add(PROVINCIAL, 2, 2, DueKind.CHANGE, Standing.UNCONFIRMED);
        hub.deliveries().sealNow(PROVINCIAL, DAY);

        assertThat(redelivery.retry(firstOf(1).packageId())).isFalse();
        hub.runUntilQuiet(PROVINCIAL);

        assertThat(held()).containsExactly("GD-1 1", "GD-2 2", "GD-3 1");
    }

    @Test
    void whatWasCorrectedGoesAsNewWhereItWasRefusedAndAsChangeWhereItStands() {
        refusedAlone(2);
        hub.platforms.allow("GD-2");
        hub.outbox.add(PROVINCIAL, 2, 2, DueKind.CHANGE, Standing.UNCONFIRMED);
        hub.outbox.add(PROVINCIAL, 1, 2, DueKind.CHANGE, Standing.UNCONFIRMED);
        hub.deliveries().sealNow(PROVINCIAL, DAY);
        hub.runUntilQuiet(PROVINCIAL);

        assertThat(kind(2, 2)).isEqualTo(DueKind.NEW);
        assertThat(kind(1, 2)).isEqualTo(DueKind.CHANGE);
        assertThat(complaintNumbers("GD-2"))
                .as("one complaint, whatever was refused")
                .hasSize(1);
    }

    @Test
    void aChangeThatWasRefusedGoesAgainAsNewWhenWhatItChangedWasRefusedToo() {
        hub.platforms.refuse("GD-1", "no such body");
        hub.outbox.addNew(PROVINCIAL, 1, 1);
        hub.deliveries().sealNow(PROVINCIAL, DAY);
        hub.push(PROVINCIAL);
        hub.outbox.add(PROVINCIAL, 1, 2, DueKind.CHANGE, Standing.CONFIRMED);
        hub.deliveries().sealNow(PROVINCIAL, DAY);
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(kind(1, 2)).isEqualTo(DueKind.CHANGE);
        hub.platforms.allow("GD-1");

        redelivery.retry(batch().packages().get(0).packageId());
        hub.runUntilQuiet(PROVINCIAL);

        assertThat(kind(1, 2)).isEqualTo(DueKind.NEW);
        assertThat(held()).containsExactly("GD-1 2");
    }

    @Test
    void aPackageThatIsInOrderHasNothingToGoAgain() {
        hub.outbox.addNew(PROVINCIAL, 1, 2);
        hub.deliveries().sealNow(PROVINCIAL, DAY);
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(redelivery.retry(first().packageId())).isFalse();
        assertThat(batch().packages()).hasSize(1);
    }

    /** Giving back waits for the package in which the record was refused, which a call-back has locked. */
    @Test
    void whatACallBackSaysWhileARecordIsGivenBackIsCounted() throws Exception {
        refusedAlone(2);
        redelivery.retry(first().packageId());
        var now = hub.clock.instant();
        var leases = hub.bean(LeaseStore.class);
        var before = leases.find(first().packageId(), now).orElseThrow();
        var pack = leases.find(batch().packages().get(1).packageId(), now).orElseThrow();
        var transaction = hub.bean(TransactionTemplate.class);
        var givingBack = new FutureTask<Void>(
                () -> transaction.executeWithoutResult(
                        status -> hub.bean(ResendStore.class).giveBack(pack, before.no(), List.of("GD-2"))),
                null);

        transaction.executeWithoutResult(status -> {
            var locked = leases.locked(before, now);
            new Thread(givingBack, "giving back").start();
            await().until(this::somebodyWaitsForALock);
            var refusal = new StageReceipt.RecordResult("GD-3", "B9", "after all", null);
            hub.bean(ReceiptNoting.class)
                    .take(locked, List.of(new StageReceipt("R4", "0", null, List.of(refusal))), null);
        });
        givingBack.get(30, TimeUnit.SECONDS);

        assertThat(hub.jdbc()
                        .sql("select receipted || ' and ' || refused from delivery.package where no = ?")
                        .param(before.no())
                        .query(String.class)
                        .single())
                .isEqualTo("2 and 1");
    }

    private boolean somebodyWaitsForALock() {
        return JdbcClient.create(TestDatabase.dataSource())
                .sql("select exists (select from pg_stat_activity where wait_event_type = 'Lock'"
                        + " and datname = current_database())")
                .query(Boolean.class)
                .single();
    }

    private void refusedAlone(long record) {
        hub.platforms.refuse("GD-" + record, "no such body");
        hub.outbox.addNew(PROVINCIAL, 1, 3);
        hub.deliveries().sealNow(PROVINCIAL, DAY);
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(first().state()).isEqualTo(PackageState.PARTLY);
    }

    private BatchView batch() {
        return hub.deliveries().batches(PROVINCIAL, DAY, Long.MAX_VALUE, 1).get(0);
    }

    private PackageView first() {
        return batch().packages().get(0);
    }

    private PackageView firstOf(long batch) {
        return hub.deliveries().batch(batch).orElseThrow().packages().get(0);
    }

    private DeliveryState state(long record) {
        var all = hub.deliveries().of(ListedOutbox.id(record));
        return all.get(all.size() - 1).state();
    }

    private DueKind kind(long record, int revision) {
        return DueKind.ofCode(hub.jdbc()
                .sql("select kind from delivery.item where record_id = ? and revision = ?")
                .params(record, revision)
                .query(Integer.class)
                .single());
    }

    /** The latest of each record that the platform took and holds. */
    private List<String> held() {
        return hub.jdbc().sql("""
                        select source_record_no || ' ' || max(version) from sandbox.record where code = '0'
                        group by source_record_no order by 1""").query(String.class).list();
    }

    private List<String> complaintNumbers(String number) {
        return hub.jdbc()
                .sql("select distinct complaint_no from sandbox.record where source_record_no = ?")
                .param(number)
                .query(String.class)
                .list();
    }
}
