package cn.lvyue.hub.delivery;

import static cn.lvyue.hub.record.Target.NATIONAL;
import static cn.lvyue.hub.record.Target.PROVINCIAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.lvyue.hub.delivery.Deliveries.BatchState;
import cn.lvyue.hub.delivery.Deliveries.BatchView;
import cn.lvyue.hub.delivery.Deliveries.DeliveryState;
import cn.lvyue.hub.delivery.Deliveries.PackageState;
import cn.lvyue.hub.delivery.Deliveries.PackageView;
import cn.lvyue.hub.delivery.Deliveries.Receipt;
import cn.lvyue.hub.record.DueKind;
import cn.lvyue.hub.record.Standing;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.sandbox.Behaviour.Act;
import cn.lvyue.hub.signing.Sm3;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pushing and receipts against the stand-in platforms over real HTTP. */
class ExchangeTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 4);

    private static final Duration LEASE = Duration.ofMinutes(5);

    private final DeliveryHub hub = DeliveryHub.fresh();

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void deliversTheDaysBatchAndGetsItsReceipts() {
        var batch = sealed(4);
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(state(batch)).isEqualTo(BatchState.RECEIPTED);
        assertThat(packages(batch))
                .allSatisfy(pack ->
                        assertThat(pack.receipts()).extracting(Receipt::stage).containsExactly("R1", "R2", "R3", "R4"));
        var delivery = hub.deliveries().of(ListedOutbox.id(4)).get(0);
        assertThat(delivery.state()).isEqualTo(DeliveryState.RECEIPTED);
        assertThat(delivery.platformId()).isEqualTo("P-2-1");
        var balance = hub.deliveries().balances().get(0);
        assertThat(balance).isEqualTo(new Deliveries.TargetBalance(PROVINCIAL, 0, 4, 4, 0, 0, 0));
    }

    @Test
    void sendsConfirmedBreachesToTheNationAndNoOthers() {
        hub.outbox.addNew(NATIONAL, 1, 2);
        hub.seal(NATIONAL);
        hub.runUntilQuiet(NATIONAL);
        hub.outbox.add(NATIONAL, 1, 2, DueKind.REMOVE, Standing.UNCONFIRMED);
        hub.outbox.add(NATIONAL, 2, 2, DueKind.CHANGE, Standing.REPAIRED);
        hub.seal(NATIONAL);
        hub.runUntilQuiet(NATIONAL);
        assertThat(hub.sandbox().leaks()).isZero();
        assertThat(arrived(NATIONAL)).isEqualTo(4);
        assertThat(hub.deliveries().of(ListedOutbox.id(1)))
                .extracting(Deliveries.Delivery::state)
                .containsExactly(DeliveryState.RECEIPTED, DeliveryState.RECEIPTED);
    }

    @Test
    void neitherARevokedBreachThatWasNeverSentNorItsRemovalReachesTheNation() {
        hub.outbox.add(NATIONAL, 1, 1, DueKind.NEW, Standing.CONFIRMED);
        hub.seal(NATIONAL);
        hub.outbox.add(NATIONAL, 1, 2, DueKind.REMOVE, Standing.REVOKED);
        hub.seal(NATIONAL);
        hub.runUntilQuiet(NATIONAL);
        assertThat(arrived(NATIONAL)).isZero();
        assertThat(hub.deliveries().of(ListedOutbox.id(1)))
                .extracting(Deliveries.Delivery::state)
                .containsExactly(DeliveryState.SUPERSEDED, DeliveryState.SUPERSEDED);
    }

    @Test
    void aNodeThatWasTooSlowToConnectDoesNotHideWhatAnotherHasSentAndRevokedAfterwardsIsTakenBack() {
        hub.outbox.add(NATIONAL, 1, 1, DueKind.NEW, Standing.CONFIRMED);
        hub.seal(NATIONAL);
        var step = hub.bean(DeliveryStep.class);
        var slow = step.dueForPush(NATIONAL).get(0);
        hub.clock.advance(LEASE.plusSeconds(1));
        var taken = step.dueForPush(NATIONAL).get(0);
        hub.archive.keepSent(step.compose(taken));
        hub.platforms.nextPosts(1, Act.DROP_AFTER);
        step.push(taken, hub.archive.sent(taken.packageId())); // and is killed before it notes anything
        step.note(new Pushed(slow, new PushResult.NotArrived("connection refused", null), null), null);
        hub.outbox.add(NATIONAL, 1, 2, DueKind.REMOVE, Standing.REVOKED);
        hub.seal(NATIONAL);
        hub.runUntilQuiet(NATIONAL);

        assertThat(hub.deliveries().of(ListedOutbox.id(1)))
                .extracting(Deliveries.Delivery::state)
                .containsExactly(DeliveryState.RECEIPTED, DeliveryState.RECEIPTED);
        assertThat(arrived(NATIONAL)).isEqualTo(2);
    }

    @Test
    void whatLeftLateInItsLeaseIsInDoubtFromThenOnAndNotFromWhenItWasTakenUp() {
        hub.outbox.add(NATIONAL, 1, 1, DueKind.NEW, Standing.CONFIRMED);
        hub.seal(NATIONAL);
        var step = hub.bean(DeliveryStep.class);
        var pack = step.dueForPush(NATIONAL).get(0);
        hub.archive.keepSent(step.compose(pack));
        hub.clock.advance(LEASE.minusSeconds(10));
        hub.platforms.nextPosts(1, Act.DROP_BEFORE); // the platform may be at work on it still
        step.note(step.push(pack, hub.archive.sent(pack.packageId())), null);
        hub.outbox.add(NATIONAL, 1, 2, DueKind.REMOVE, Standing.REVOKED);
        hub.seal(NATIONAL);

        hub.clock.advance(Duration.ofSeconds(5));
        hub.push(NATIONAL);
        assertThat(states(1)).doesNotContain(DeliveryState.SUPERSEDED);
        hub.runUntilQuiet(NATIONAL);
        assertThat(states(1)).containsExactly(DeliveryState.SUPERSEDED, DeliveryState.SUPERSEDED);
    }

    private List<DeliveryState> states(long record) {
        return hub.deliveries().of(ListedOutbox.id(record)).stream()
                .map(Deliveries.Delivery::state)
                .toList();
    }

    @Test
    void theNationalStandInSeesALeak() {
        hub.outbox.add(NATIONAL, 1, 1, DueKind.NEW, Standing.CONFIRMED);
        hub.seal(NATIONAL);
        var step = hub.bean(DeliveryStep.class);
        var pack = step.dueForPush(NATIONAL).get(0);
        var body = hub.bean(PackageBody.class);
        var line = new PackageBody.Line(
                DueKind.NEW, hub.outbox.dueAfter(NATIONAL, 0, 1).get(0));
        var honest = new String(body.write(pack, List.of(line)).bytes(), StandardCharsets.UTF_8);
        var records = honest.substring(honest.indexOf("\"records\":[") + 10, honest.length() - 1);
        var forged = records.replace("\"X_DECIDED\":\"1\"", "\"X_DECIDED\":\"0\"");
        var bytes = StandardCharsets.UTF_8;
        var digest = Sm3.hex(forged.getBytes(bytes));
        step.push(
                pack,
                honest.replace(records, forged)
                        .replace(Sm3.hex(records.getBytes(bytes)), digest)
                        .getBytes(bytes));
        assertThat(hub.sandbox().leaks()).isEqualTo(1);
    }

    @Test
    void whatBrokeOffAfterItArrivedIsNotSentAgain() {
        hub.platforms.nextPosts(1, Act.DROP_AFTER);
        var batch = sealed(2);
        hub.push(PROVINCIAL);
        assertThat(packages(batch)).extracting(PackageView::state).containsExactly(PackageState.UNKNOWN);
        assertThat(state(batch)).isEqualTo(BatchState.SENDING);
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(state(batch)).isEqualTo(BatchState.RECEIPTED);
        assertThat(hub.platforms.posted()).isEqualTo(1);
        assertThat(arrived(PROVINCIAL)).isEqualTo(2);
    }

    @Test
    void whatBrokeOffBeforeItArrivedIsSentAgainUnderTheSameIdentity() {
        hub.platforms.nextPosts(1, Act.DROP_BEFORE);
        var batch = sealed(2);
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(state(batch)).isEqualTo(BatchState.RECEIPTED);
        assertThat(hub.platforms.posted()).isEqualTo(2);
        assertThat(hub.jdbc()
                        .sql("select id from sandbox.package")
                        .query(String.class)
                        .list())
                .containsExactly(packages(batch).get(0).packageId().toString());
    }

    @Test
    void aDuplicateAnswerIsASuccessWhenThePlatformKnowsThePackage() {
        sealed(1);
        hub.push(PROVINCIAL);
        hub.jdbc()
                .sql("update delivery.package set state = 1, next_attempt_at = generated_at")
                .update();
        hub.push(PROVINCIAL);
        assertThat(hub.platforms.posted()).isEqualTo(2);
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(arrived(PROVINCIAL)).isEqualTo(1);
        assertThat(hub.deliveries().balances().get(0).receipted()).isEqualTo(1);
    }

    @Test
    void anOverloadedPlatformIsLeftAloneAndTriedAgain() {
        hub.platforms.nextPosts(2, Act.UNAVAILABLE);
        hub.platforms.nextPosts(1, Act.TOO_MANY);
        var batch = sealed(1);
        hub.push(PROVINCIAL);
        assertThat(hub.push(PROVINCIAL)).as("not at once").isZero();
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(state(batch)).isEqualTo(BatchState.RECEIPTED);
        assertThat(hub.platforms.posted()).isEqualTo(4);
        assertThat(arrived(PROVINCIAL)).isEqualTo(1);
    }

    @Test
    void givesUpAfterTheLastAttemptAndTakesThePackageUpAgainWhenAsked() {
        try (var impatient = hub.another("hub.delivery.retry.attempts=3")) {
            impatient.platforms.nextPosts(3, Act.UNAVAILABLE);
            sealed(2);
            impatient.runUntilQuiet(PROVINCIAL);
            var failed = batch().packages().get(0);
            assertThat(batch().state()).isEqualTo(BatchState.FAILED);
            assertThat(failed.state()).isEqualTo(PackageState.FAILED);
            assertThat(failed.failure()).isEqualTo("given up after 3 attempts: HTTP 503 come back later");
            assertThat(hub.deliveries().balances().get(0).failed()).isEqualTo(2);

            assertThat(impatient.bean(Redelivery.class).retry(failed.packageId()))
                    .isTrue();
            impatient.runUntilQuiet(PROVINCIAL);
            assertThat(batch().state()).isEqualTo(BatchState.RECEIPTED);
            assertThat(impatient.bean(Redelivery.class).retry(failed.packageId()))
                    .isFalse();
        }
    }

    @Test
    void aPlatformThatIsAwayIsNotReachedAndNothingIsLost() {
        try (var astray = hub.another(
                "hub.targets.provincial.url=http://127.0.0.1:1/gone",
                "hub.targets.provincial.key-id=k",
                "hub.targets.provincial.secret=s")) {
            var batch = sealed(1);
            astray.push(PROVINCIAL);
            assertThat(packages(batch)).extracting(PackageView::state).containsExactly(PackageState.SEALED);
            assertThat(packages(batch).get(0).failure()).startsWith("ConnectException");
        }
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(arrived(PROVINCIAL)).isEqualTo(1);
    }

    @Test
    void aRefusedRecordIsMarkedWithThePlatformsReason() {
        hub.platforms.refuse("GD-2", "主体名称与代码不一致");
        var batch = sealed(3);
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(state(batch)).isEqualTo(BatchState.PARTLY);
        assertThat(packages(batch)).extracting(PackageView::state).containsExactly(PackageState.PARTLY);
        var refused = hub.deliveries().of(ListedOutbox.id(2)).get(0);
        assertThat(refused.state()).isEqualTo(DeliveryState.REFUSED);
        assertThat(refused.code()).isEqualTo("B101");
        assertThat(refused.message()).isEqualTo("主体名称与代码不一致");
        var balance = hub.deliveries().balances().get(0);
        assertThat(balance.receipted()).isEqualTo(2);
        assertThat(balance.refused()).isEqualTo(1);
    }

    @Test
    void whatWasRefusedAsNewIsNewAgainWhenItIsCorrected() {
        hub.platforms.refuse("GD-1", "no");
        sealed(1);
        hub.runUntilQuiet(PROVINCIAL);
        hub.outbox.add(PROVINCIAL, 1, 2, DueKind.CHANGE, Standing.UNCONFIRMED);
        hub.deliveries().sealNow(PROVINCIAL, DAY);
        assertThat(hub.jdbc()
                        .sql("select added from delivery.package order by no")
                        .query(Integer.class)
                        .list())
                .containsExactly(1, 1);
    }

    @Test
    void aDigestThatIsWrongIsRefusedAsAWhole() {
        var batch = sealed(2);
        var step = hub.bean(DeliveryStep.class);
        var pack = step.dueForPush(PROVINCIAL).get(0);
        var text = new String(step.compose(pack).body(), StandardCharsets.UTF_8);
        var pushed = step.push(pack, text.replace("GD-1", "GD-9").getBytes(StandardCharsets.UTF_8));
        step.note(pushed, 1L);
        assertThat(state(batch)).isEqualTo(BatchState.FAILED);
        assertThat(packages(batch).get(0).failure()).startsWith("F111");
        assertThat(hub.bean(Redelivery.class).retry(pack.id())).isTrue();
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(state(batch)).isEqualTo(BatchState.RECEIPTED);
    }

    @Test
    void onlyOneNodeWorksOnAPackageUntilItsLeaseEnds() {
        sealed(1);
        try (var second = hub.another("hub.delivery.node=second")) {
            var taken = hub.bean(DeliveryStep.class).dueForPush(PROVINCIAL);
            assertThat(taken).hasSize(1);
            assertThat(second.bean(DeliveryStep.class).dueForPush(PROVINCIAL)).isEmpty();
            hub.clock.advance(Duration.ofMinutes(6));
            assertThat(second.bean(DeliveryStep.class).dueForPush(PROVINCIAL)).hasSize(1);
            assertThatThrownBy(() -> hub.bean(DeliveryStep.class).push(taken.get(0), new byte[0]))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aNodeThatWasKilledTakesUpItsPackagesAtOnceWhenItIsBack() {
        sealed(1);
        var taken = hub.bean(DeliveryStep.class).dueForPush(PROVINCIAL).get(0);
        var bytes = hub.bean(DeliveryStep.class).compose(taken);
        hub.archive.keepSent(bytes);
        hub.bean(DeliveryStep.class).push(taken, bytes.body());
        try (var restarted = hub.another()) {
            restarted.runUntilQuiet(PROVINCIAL);
            assertThat(restarted.platforms.posted()).as("it asks instead").isZero();
        }
        assertThat(arrived(PROVINCIAL)).isEqualTo(1);
        assertThat(hub.deliveries().balances().get(0).receipted()).isEqualTo(1);
    }

    @Test
    void aLaterRevisionWaitsForTheEarlierOne() {
        hub.platforms.nextPosts(1, Act.UNAVAILABLE);
        sealed(1);
        hub.push(PROVINCIAL);
        hub.outbox.add(PROVINCIAL, 1, 2, DueKind.CHANGE, Standing.UNCONFIRMED);
        hub.deliveries().sealNow(PROVINCIAL, DAY);
        assertThat(hub.push(PROVINCIAL)).isZero();
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(hub.jdbc()
                        .sql("select data_state from sandbox.record order by package_no")
                        .query(Integer.class)
                        .list())
                .containsExactly(0, 1);
    }

    @Test
    void archivesAnAnswerOnlyWhenItSaysSomethingNew() {
        sealed(1);
        hub.push(PROVINCIAL);
        hub.clock.advance(Duration.ofSeconds(1));
        hub.fetchReceipts(PROVINCIAL);
        int kept = hub.archive.kept();
        hub.jdbc()
                .sql("update delivery.package set next_attempt_at = generated_at")
                .update();
        assertThat(hub.fetchReceipts(PROVINCIAL)).isEqualTo(1);
        assertThat(hub.archive.kept()).isEqualTo(kept);
    }

    @Test
    void aPackageWithoutAFinalReceiptIsShownAsOverdue() {
        var batch = sealed(1);
        hub.push(PROVINCIAL);
        hub.platforms.nextAsks(10, Act.UNAVAILABLE);
        hub.clock.advance(Duration.ofHours(73));
        hub.fetchReceipts(PROVINCIAL);
        assertThat(packages(batch).get(0).state()).isEqualTo(PackageState.SENT);
        assertThat(packages(batch).get(0).failure()).startsWith("overdue");
    }

    @Test
    void anAnswerThatIsTooLongIsNotReadAndThePlatformIsAskedLater() {
        try (var narrow = hub.another("hub.delivery.answer-limit=10")) {
            var batch = sealed(1);
            narrow.push(PROVINCIAL);
            assertThat(packages(batch).get(0).state()).isEqualTo(PackageState.UNKNOWN);
            assertThat(packages(batch).get(0).failure()).contains("longer than 10 bytes");
        }
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(arrived(PROVINCIAL)).isEqualTo(1);
    }

    @Test
    void aPackageThePlatformLostIsSentAgain() {
        var batch = sealed(1);
        hub.push(PROVINCIAL);
        hub.jdbc().sql("truncate sandbox.package, sandbox.record").update();
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(state(batch)).isEqualTo(BatchState.RECEIPTED);
        assertThat(arrived(PROVINCIAL)).isEqualTo(1);
    }

    @Test
    void aRevisionThePlatformLostDoesNotComeBackAfterTheNextOneThoughAThirdWaitsForIt() {
        sealed(1);
        hub.push(PROVINCIAL);
        hub.outbox.add(PROVINCIAL, 1, 2, DueKind.REMOVE, Standing.REVOKED);
        hub.deliveries().sealNow(PROVINCIAL, DAY);
        hub.push(PROVINCIAL);
        hub.jdbc().sql("delete from sandbox.record where version = 1").update();
        hub.jdbc()
                .sql("delete from sandbox.package where no = (select min(no) from sandbox.package)")
                .update();
        hub.outbox.add(PROVINCIAL, 1, 3, DueKind.NEW, Standing.UNCONFIRMED);
        hub.deliveries().sealNow(PROVINCIAL, DAY);
        hub.clock.advance(Duration.ofSeconds(2));
        hub.fetchReceipts(PROVINCIAL);

        hub.runUntilQuiet(PROVINCIAL);

        assertThat(hub.jdbc()
                        .sql("select version from sandbox.record order by package_no")
                        .query(Integer.class)
                        .list())
                .containsExactly(2, 3);
        assertThat(states(1))
                .containsExactly(DeliveryState.SUPERSEDED, DeliveryState.RECEIPTED, DeliveryState.RECEIPTED);
    }

    @Test
    void aPackageWhoseRevisionsAreGoneIsAFailedExchange() {
        var batch = sealed(1);
        hub.outbox.clear();
        var step = hub.bean(DeliveryStep.class);
        var pack = step.dueForPush(PROVINCIAL).get(0);
        assertThatThrownBy(() -> step.compose(pack)).isInstanceOf(CannotCompose.class);
        assertThat(state(batch)).isEqualTo(BatchState.FAILED);
    }

    @Test
    void aPlatformOnAnotherMachineIsNotAcceptedWithoutASecret() {
        assertThatThrownBy(() -> hub.another("hub.targets.national.url=https://platform.example/api"))
                .hasStackTraceContaining("a platform on another machine needs key-id and secret");
    }

    private BatchView sealed(int records) {
        hub.outbox.addNew(PROVINCIAL, 1, records);
        return hub.deliveries().sealNow(PROVINCIAL, DAY);
    }

    private BatchView batch() {
        return hub.deliveries().batches(PROVINCIAL, null, Long.MAX_VALUE, 1).get(0);
    }

    private BatchState state(BatchView batch) {
        return hub.deliveries().batch(batch.batchId()).orElseThrow().state();
    }

    private List<PackageView> packages(BatchView batch) {
        return hub.deliveries().batch(batch.batchId()).orElseThrow().packages();
    }

    private long arrived(Target target) {
        return hub.jdbc()
                .sql(
                        "select count(*) from sandbox.record r join sandbox.package p on p.no = r.package_no where p.target = ?")
                .param(target.code())
                .query(Long.class)
                .single();
    }
}
