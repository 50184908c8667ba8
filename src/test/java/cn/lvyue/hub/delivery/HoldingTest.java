package cn.lvyue.hub.delivery;

import static cn.lvyue.hub.record.Target.PROVINCIAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.delivery.Deliveries.BatchState;
import cn.lvyue.hub.delivery.Deliveries.DeliveryState;
import cn.lvyue.hub.delivery.Deliveries.PackageState;
import cn.lvyue.hub.delivery.Deliveries.PackageView;
import cn.lvyue.hub.delivery.Holding.Decision;
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

class HoldingTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 4);
    private static final Decision WHY = new Decision("王", "核实中");

    private final DeliveryHub hub = DeliveryHub.fresh();

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void aHeldTargetGetsNothingUntilItIsReleased() {
        hub.outbox.addNew(PROVINCIAL, 1, 2);
        hub.deliveries().sealNow(PROVINCIAL, DAY);
        holding().hold(PROVINCIAL, WHY);
        assertThat(hub.push(PROVINCIAL)).isZero();
        assertThat(hub.deliveries().balances().get(0).held()).isEqualTo(2);
        assertThat(hub.deliveries().balances().get(0).sealed()).isZero();
        assertThat(holding().targets().get(0).hold().reason()).isEqualTo("核实中");
        assertThat(holding().release(PROVINCIAL, WHY)).isTrue();
        assertThat(holding().release(PROVINCIAL, WHY)).isFalse();
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(hub.deliveries().balances().get(0).receipted()).isEqualTo(2);
        assertThat(hub.jdbc()
                        .sql("select author || reason || released_by from delivery.hold")
                        .query(String.class)
                        .list())
                .containsExactly("王核实中王");
    }

    @Test
    void whatWasTakenUpBeforeTheHoldDoesNotLeaveAfterIt() {
        hub.outbox.addNew(PROVINCIAL, 1, 1);
        hub.deliveries().sealNow(PROVINCIAL, DAY);
        var step = hub.bean(DeliveryStep.class);
        var pack = step.dueForPush(PROVINCIAL).get(0);
        holding().hold(PROVINCIAL, WHY);
        step.note(step.push(pack, step.compose(pack).body()), null);
        assertThat(hub.platforms.posted()).isZero();
    }

    @Test
    void aHeldBatchWaitsWhileOthersGo() {
        hub.outbox.addNew(PROVINCIAL, 1, 1);
        var held = hub.deliveries().sealNow(PROVINCIAL, DAY);
        holding().holdBatch(held.batchId(), WHY);
        hub.outbox.addNew(PROVINCIAL, 2, 2);
        var other = hub.deliveries().sealNow(PROVINCIAL, DAY);
        assertThat(hub.push(PROVINCIAL)).isEqualTo(1);
        assertThat(batch(held.batchId()).heldBecause()).isEqualTo("核实中");
        assertThat(batch(held.batchId()).state()).isEqualTo(BatchState.SEALED);
        assertThat(batch(other.batchId()).state()).isEqualTo(BatchState.SENT);
        assertThat(hub.deliveries().balances().get(0).held()).isEqualTo(1);
        assertThat(holding().releaseBatch(held.batchId(), WHY)).isTrue();
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(batch(held.batchId()).state()).isEqualTo(BatchState.RECEIPTED);
        assertThat(holding().holdBatch(999, WHY)).isEmpty();
    }

    @Test
    void aHeldRecordIsSetAsideAndItsLatestRevisionGoesWhenItIsReleased() {
        hub.outbox.addNew(PROVINCIAL, 1, 3);
        assertThat(holding().holdRecord(PROVINCIAL, ListedOutbox.id(2), WHY)).isFalse();
        assertThat(hub.deliveries().sealNow(PROVINCIAL, DAY).records()).isEqualTo(2);
        hub.outbox.add(PROVINCIAL, 2, 2, DueKind.CHANGE, Standing.CONFIRMED);
        hub.outbox.addNew(PROVINCIAL, 4, 4);
        assertThat(hub.deliveries().sealNow(PROVINCIAL, DAY).records()).isEqualTo(1);
        assertThat(hub.deliveries().balances().get(0).held()).isEqualTo(2);
        holding().releaseRecord(PROVINCIAL, ListedOutbox.id(2), WHY);
        assertThat(hub.deliveries().sealNow(PROVINCIAL, DAY).records()).isEqualTo(1);
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(hub.deliveries().of(ListedOutbox.id(2)))
                .extracting(Deliveries.Delivery::state)
                .containsExactly(DeliveryState.SUPERSEDED, DeliveryState.RECEIPTED);
    }

    @Test
    void aSealedPackageGoesWithoutTheHeldRecordUnderANewIdentity() {
        hub.outbox.addNew(PROVINCIAL, 1, 3);
        var batch = hub.deliveries().sealNow(PROVINCIAL, DAY);
        assertThat(holding().holdRecord(PROVINCIAL, ListedOutbox.id(2), WHY)).isFalse();
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(batch(batch.batchId()).packages())
                .extracting(PackageView::state)
                .containsExactly(PackageState.SPLIT, PackageState.RECEIPTED);
        assertThat(batch(batch.batchId()).state()).isEqualTo(BatchState.RECEIPTED);
        assertThat(atThePlatform()).containsExactly("GD-1", "GD-3");
        assertThat(hub.deliveries().balances().get(0).held()).isEqualTo(1);
        assertThat(holding().holdRecord(PROVINCIAL, ListedOutbox.id(1), WHY))
                .as("sent already")
                .isTrue();
    }

    @Test
    void aRecordHeldAfterItsPackageWasTakenUpStaysBehind() {
        hub.outbox.addNew(PROVINCIAL, 1, 3);
        hub.deliveries().sealNow(PROVINCIAL, DAY);
        var step = hub.bean(DeliveryStep.class);
        var pack = step.dueForPush(PROVINCIAL).get(0);
        holding().holdRecord(PROVINCIAL, ListedOutbox.id(2), WHY);
        step.note(step.push(pack, step.compose(pack).body()), null);
        assertThat(hub.platforms.posted()).isZero();
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(atThePlatform()).containsExactly("GD-1", "GD-3");
        assertThat(hub.deliveries().balances().get(0).held()).isEqualTo(1);
    }

    @Test
    void aPersonsRetryOfAPackageLeavesItsHeldRecordsBehind() {
        hub.outbox.addNew(PROVINCIAL, 1, 3);
        var batch = hub.deliveries().sealNow(PROVINCIAL, DAY);
        try (var impatient = hub.another("hub.delivery.retry.attempts=1")) {
            impatient.platforms.nextPosts(1, Act.DROP_BEFORE);
            impatient.push(PROVINCIAL);
        }
        var failed = batch(batch.batchId()).packages().get(0);
        assertThat(failed.state()).isEqualTo(PackageState.FAILED);
        holding().holdRecord(PROVINCIAL, ListedOutbox.id(2), WHY);
        assertThat(hub.bean(Redelivery.class).retry(failed.packageId())).isTrue();
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(atThePlatform()).containsExactly("GD-1", "GD-3");
        assertThat(batch(batch.batchId()).packages())
                .extracting(PackageView::state)
                .containsExactly(PackageState.SPLIT, PackageState.RECEIPTED);
        holding().releaseRecord(PROVINCIAL, ListedOutbox.id(2), WHY);
        hub.deliveries().sealNow(PROVINCIAL, DAY);
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(atThePlatform()).containsExactly("GD-1", "GD-2", "GD-3");
    }

    /** Between the two looks at what is held the sealing waits for the position of the outbox, which another transaction has locked. */
    @Test
    void aReleaseWhileABatchIsMadeDoesNotLetTheOlderRevisionFollowTheNewer() throws Exception {
        holding().holdRecord(PROVINCIAL, ListedOutbox.id(1), WHY);
        hub.outbox.addNew(PROVINCIAL, 1, 1);
        hub.deliveries().sealNow(PROVINCIAL, DAY);
        hub.outbox.add(PROVINCIAL, 1, 2, DueKind.CHANGE, Standing.CONFIRMED);
        var sealing = new FutureTask<>(() -> hub.deliveries().sealNow(PROVINCIAL, DAY));
        hub.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            hub.jdbc().sql("select from delivery.watermark for update").query().listOfRows();
            new Thread(sealing, "sealing").start();
            await().until(this::somebodyWaitsForALock);
            released();
        });
        sealing.get(30, TimeUnit.SECONDS);
        hub.deliveries().sealNow(PROVINCIAL, DAY);
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(hub.deliveries().of(ListedOutbox.id(1)))
                .extracting(Deliveries.Delivery::state)
                .containsExactly(DeliveryState.SUPERSEDED, DeliveryState.RECEIPTED);
        assertThat(hub.jdbc()
                        .sql("select sum(records) from delivery.package")
                        .query(Integer.class)
                        .single())
                .as("the newest revision alone")
                .isEqualTo(1);
        assertThat(hub.deliveries().balances().get(0).held()).isZero();
    }

    /** By somebody else, whose transaction does not wait for this one's. */
    private void released() {
        var done = new FutureTask<>(() -> holding().releaseRecord(PROVINCIAL, ListedOutbox.id(1), WHY));
        new Thread(done, "releasing").start();
        try {
            assertThat(done.get(30, TimeUnit.SECONDS)).isTrue();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private boolean somebodyWaitsForALock() {
        return JdbcClient.create(TestDatabase.dataSource())
                .sql("select exists (select from pg_stat_activity where wait_event_type = 'Lock'"
                        + " and datname = current_database())")
                .query(Boolean.class)
                .single();
    }

    private List<String> atThePlatform() {
        return hub.jdbc()
                .sql("select source_record_no from sandbox.record order by 1")
                .query(String.class)
                .list();
    }

    private Holding holding() {
        return hub.bean(Holding.class);
    }

    private Deliveries.BatchView batch(long id) {
        return hub.deliveries().batch(id).orElseThrow();
    }
}
