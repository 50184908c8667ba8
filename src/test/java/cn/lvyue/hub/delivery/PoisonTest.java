package cn.lvyue.hub.delivery;

import static cn.lvyue.hub.record.Target.PROVINCIAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.delivery.Deliveries.BatchView;
import cn.lvyue.hub.delivery.Deliveries.DeliveryState;
import cn.lvyue.hub.delivery.Deliveries.PackageState;
import cn.lvyue.hub.delivery.Deliveries.PackageView;
import cn.lvyue.hub.record.DueKind;
import cn.lvyue.hub.record.Standing;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** One bad record does not stop a batch, and nothing old goes after something newer. */
class PoisonTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 4);
    private static final String IN = "[{\"stage\":\"R4\",\"code\":\"0\"}]";

    private final ScriptedPlatform platform = new ScriptedPlatform();
    private final DeliveryHub hub = DeliveryHub.fresh(
            platform.settings("hub.delivery.package-records=16", "hub.targets.provincial.codes.busy=E-BUSY,E-QUEUE"));

    PoisonTest() throws IOException {
        platform.tell(IN);
    }

    @AfterEach
    void close() {
        hub.close();
        platform.close();
    }

    @Test
    void aRecordForWhichThePlatformRefusesTheWholePackageIsFoundAndStandsAlone() {
        platform.refusing.add("GD-11");
        var batch = sealed(16);
        hub.runUntilQuiet(PROVINCIAL);
        var refused = hub.deliveries().of(ListedOutbox.id(11)).get(0);
        assertThat(refused.state()).isEqualTo(DeliveryState.REFUSED);
        assertThat(refused.code()).isEqualTo("B7");
        assertThat(platform.records()).hasSize(15).doesNotHaveDuplicates().doesNotContain("GD-11");
        var balance = hub.deliveries().balances().get(0);
        assertThat(balance.receipted()).isEqualTo(15);
        assertThat(balance.refused()).isEqualTo(1);
        var packages = batch(batch).packages();
        assertThat(packages).extracting(PackageView::packageId).doesNotHaveDuplicates();
        assertThat(packages.get(0).state()).isEqualTo(PackageState.SPLIT);
        assertThat(packages.get(0).remarks()).extracting(Holding.Remark::code).containsExactly("R119");
    }

    @Test
    void aRecordOnWhichThePlatformFailsIsFoundWhileOthersAreServed() {
        platform.choking.add("GD-3");
        sealed(4);
        for (int n = 0; n < 200 && hub.deliveries().balances().get(0).refused() == 0; n++) {
            hub.outbox.addNew(PROVINCIAL, 100 + n, 100 + n);
            hub.deliveries().sealNow(PROVINCIAL, DAY);
            hub.push(PROVINCIAL);
            hub.clock.advance(Duration.ofSeconds(45));
        }
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(hub.deliveries().of(ListedOutbox.id(3)).get(0).code()).isEqualTo("R118");
        assertThat(platform.records())
                .contains("GD-1", "GD-2", "GD-4")
                .doesNotContain("GD-3")
                .doesNotHaveDuplicates();
        assertThat(hub.deliveries().balances().get(0).failed()).isZero();
    }

    @Test
    void aRecordAloneOnWhichThePlatformFailsForSomeMinutesIsNotRefused() {
        platform.choking.add("GD-1");
        sealed(1);
        for (int n = 0; n < 10; n++) {
            hub.outbox.addNew(PROVINCIAL, 100 + n, 100 + n);
            hub.deliveries().sealNow(PROVINCIAL, DAY);
            hub.push(PROVINCIAL);
            hub.clock.advance(Duration.ofSeconds(45));
        }
        assertThat(platform.records()).as("others are served").hasSize(10).doesNotContain("GD-1");
        platform.choking.clear();
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(hub.deliveries().of(ListedOutbox.id(1)).get(0).state()).isEqualTo(DeliveryState.RECEIPTED);
    }

    @Test
    void aPlatformThatFailsForEverybodyHasNothingSplit() {
        platform.breakAll(true);
        var batch = sealed(4);
        for (int n = 0; n < 50; n++) {
            hub.push(PROVINCIAL);
            hub.clock.advance(Duration.ofMinutes(1));
        }
        assertThat(batch(batch).packages()).hasSize(1);
        platform.breakAll(false);
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(platform.records()).hasSize(4);
    }

    @Test
    void aPlatformThatSaysInItsOwnWordsThatItIsBusyRefusesNothing() {
        platform.busy(true);
        var batch = sealed(4);
        for (int n = 0; n < 3; n++) {
            hub.push(PROVINCIAL);
            hub.clock.advance(Duration.ofMinutes(1));
        }
        assertThat(batch(batch).packages()).extracting(PackageView::state).containsExactly(PackageState.SEALED);
        platform.busy(false);
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(platform.records()).hasSize(4);
        assertThat(hub.deliveries().balances().get(0).receipted()).isEqualTo(4);
    }

    @Test
    void aGatewayThatDoesNotFindThePlatformRefusesNothing() {
        platform.hide(true);
        var batch = sealed(4);
        for (int n = 0; n < 3; n++) {
            hub.push(PROVINCIAL);
            hub.clock.advance(Duration.ofMinutes(1));
        }
        assertThat(batch(batch).packages()).extracting(PackageView::state).containsExactly(PackageState.UNKNOWN);
        platform.hide(false);
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(platform.records()).hasSize(4);
        assertThat(hub.deliveries().balances().get(0).receipted()).isEqualTo(4);
    }

    @Test
    void aRefusalOfEverythingIsNotSplitToTheLastRecord() {
        var all = new HashSet<String>();
        IntStream.rangeClosed(1, 64).forEach(n -> all.add("GD-" + n));
        platform.refusing.addAll(all);
        try (var wide =
                hub.another(platform.settings("hub.delivery.package-records=64", "hub.delivery.poison.pieces=6"))) {
            hub.outbox.addNew(PROVINCIAL, 1, 64);
            wide.deliveries().sealNow(PROVINCIAL, DAY);
            wide.runUntilQuiet(PROVINCIAL);
            assertThat(platform.posts()).isLessThan(30);
            assertThat(wide.deliveries().balances().get(0).refused()).isEqualTo(64);
        }
    }

    @Test
    void whoWaitedForAPackageWaitsForItsPieces() {
        platform.refusing.add("GD-2");
        sealed(2);
        hub.outbox.add(PROVINCIAL, 1, 2, DueKind.CHANGE, Standing.CONFIRMED);
        hub.outbox.add(PROVINCIAL, 2, 2, DueKind.CHANGE, Standing.CONFIRMED);
        hub.deliveries().sealNow(PROVINCIAL, DAY);
        hub.push(PROVINCIAL);
        assertThat(hub.jdbc()
                        .sql("select count(*) from delivery.package_after")
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
        platform.refusing.clear();
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(platform.revisions()).containsExactly(1, 1, 2, 2);
    }

    @Test
    void aPackageTakenUpAgainLaterDoesNotBringBackAnOlderRevision() {
        try (var impatient = hub.another(platform.settings("hub.delivery.retry.attempts=1"))) {
            platform.breakAll(true);
            hub.outbox.addNew(PROVINCIAL, 1, 2);
            impatient.deliveries().sealNow(PROVINCIAL, DAY);
            impatient.push(PROVINCIAL);
            platform.breakAll(false);
            var failed = impatient
                    .deliveries()
                    .batches(PROVINCIAL, DAY, Long.MAX_VALUE, 1)
                    .get(0)
                    .packages()
                    .get(0);
            assertThat(failed.state()).isEqualTo(PackageState.FAILED);
            hub.outbox.add(PROVINCIAL, 1, 2, DueKind.CHANGE, Standing.CONFIRMED);
            impatient.deliveries().sealNow(PROVINCIAL, DAY);
            impatient.runUntilQuiet(PROVINCIAL);
            assertThat(platform.revisions()).containsExactly(2);
            assertThat(impatient.bean(Redelivery.class).retry(failed.packageId()))
                    .isTrue();
            impatient.runUntilQuiet(PROVINCIAL);
            assertThat(platform.records()).containsExactly("GD-1", "GD-2");
            assertThat(platform.revisions()).as("of the second record alone").containsExactly(2, 1);
            assertThat(impatient.deliveries().of(ListedOutbox.id(1)))
                    .extracting(Deliveries.Delivery::state)
                    .containsExactly(DeliveryState.SUPERSEDED, DeliveryState.RECEIPTED);
        }
    }

    @Test
    void aRevisionThatNewerOnesWaitForGoesFirstThoughTheNewestIsNotTold() {
        platform.breakAll(true);
        sealed(1);
        hub.push(PROVINCIAL);
        changed(1, DAY);
        removed(3);
        removed(4);
        assertThat(hub.deliveries().of(ListedOutbox.id(1)))
                .extracting(Deliveries.Delivery::state)
                .endsWith(DeliveryState.SEALED, DeliveryState.SUPERSEDED);
        platform.breakAll(false);
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(platform.revisions()).containsExactly(1, 2, 3);
    }

    private void removed(int revision) {
        hub.outbox.add(PROVINCIAL, 1, revision, DueKind.REMOVE, Standing.REVOKED);
        hub.deliveries().sealNow(PROVINCIAL, DAY);
    }

    @Test
    void thePiecesOfAPackageRefusedLateDoNotBringBackAnOlderRevision() {
        platform.tell("[]");
        sealed(2);
        hub.push(PROVINCIAL);
        changed(1, DAY);
        hub.push(PROVINCIAL);
        assertThat(platform.revisions()).containsExactly(1, 1, 2);
        refuseTheFirst();
        platform.tell(IN);
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(platform.records()).containsExactly("GD-1", "GD-2", "GD-1", "GD-2");
        assertThat(platform.revisions()).as("of the second record alone").containsExactly(1, 1, 2, 1);
        assertThat(hub.deliveries().of(ListedOutbox.id(1)))
                .extracting(Deliveries.Delivery::state)
                .containsExactly(DeliveryState.SUPERSEDED, DeliveryState.RECEIPTED);
    }

    @Test
    void whatWasSealedBehindASentPackageWaitsForItsPiecesWhenItIsRefusedLate() {
        platform.tell("[]");
        sealed(2);
        hub.push(PROVINCIAL);
        changed(1, DAY);
        refuseTheFirst();
        platform.tell(IN);
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(platform.revisions()).containsExactly(1, 1, 1, 1, 2);
        assertThat(platform.records()).endsWith("GD-1");
    }

    @Test
    void whatIsSealedWhileAnEarlierPackageIsSplitWaitsForItsPieces() throws Exception {
        sealed(2);
        var leases = hub.bean(LeaseStore.class);
        var pack = hub.bean(Leases.class).dueForPush(PROVINCIAL).get(0);
        var sealing = new FutureTask<>(() -> changed(1, DAY.plusDays(1)));
        hub.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            hub.bean(Splitting.class).refuse(leases.locked(pack, hub.clock.instant()), "B7", null, null);
            new Thread(sealing, "sealing").start();
            await().until(this::somebodyWaitsForALock);
        });
        sealing.get(30, TimeUnit.SECONDS);
        assertThat(hub.bean(Leases.class).dueForPush(PROVINCIAL))
                .as("the pieces, side by side, and nothing that has to come after them")
                .extracting(SealedPackage::batchNo)
                .containsExactly("P-20260304-0001", "P-20260304-0001");
    }

    private boolean somebodyWaitsForALock() {
        return JdbcClient.create(TestDatabase.dataSource())
                .sql("select exists (select from pg_stat_activity where wait_event_type = 'Lock'"
                        + " and datname = current_database())")
                .query(Boolean.class)
                .single();
    }

    private BatchView changed(long record, LocalDate day) {
        hub.outbox.add(PROVINCIAL, record, 2, DueKind.CHANGE, Standing.CONFIRMED);
        return hub.deliveries().sealNow(PROVINCIAL, day);
    }

    /** What the route fetch-receipts does, where the first package is refused without naming records and nothing is said of others. */
    private void refuseTheFirst() {
        hub.clock.advance(Duration.ofMinutes(1));
        var step = hub.bean(ReceiptStep.class);
        for (var pack : step.due(PROVINCIAL)) {
            platform.tell(pack.batchNo().endsWith("-0001") ? "[{\"stage\":\"R2\",\"code\":\"B7\"}]" : "[]");
            var asked = step.ask(pack);
            step.note(asked, asked.changed() ? hub.archive.keepReceived(asked.answer()) : null);
        }
    }

    @Test
    void recordsThatHaveChangedSinceTheyWereSealedAreNotSent() {
        var batch = sealed(2);
        hub.jdbc().sql("update delivery.package set digest = 'another'").update();
        hub.runOnceIgnoring(PROVINCIAL);
        assertThat(platform.posts()).isZero();
        assertThat(batch(batch).packages().get(0).failure()).contains("its records have changed");
    }

    private BatchView sealed(int records) {
        hub.outbox.addNew(PROVINCIAL, 1, records);
        return hub.deliveries().sealNow(PROVINCIAL, DAY);
    }

    private BatchView batch(BatchView batch) {
        return hub.deliveries().batch(batch.batchId()).orElseThrow();
    }
}
