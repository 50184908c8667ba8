package cn.lvyue.hub.delivery;

import static cn.lvyue.hub.record.Target.PROVINCIAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import cn.lvyue.hub.delivery.Deliveries.DeliveryState;
import cn.lvyue.hub.delivery.Deliveries.PackageState;
import cn.lvyue.hub.delivery.Deliveries.PackageView;
import cn.lvyue.hub.record.DueKind;
import cn.lvyue.hub.record.PlatformCall;
import cn.lvyue.hub.record.PlatformCalls.Result;
import cn.lvyue.hub.record.Standing;
import cn.lvyue.hub.signing.Sm3;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** Every case of the table in src/docs/delivery.md: a defined result, archived, the package never lost, a remark for a person. */
class ReceiptCasesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 4);
    private static final String PATH = "/api/v1/targets/provincial/receipts";
    private static final String SECRET = "a secret of the platform";
    private static final String GOOD = receipt("R4", "0", "");

    private final ScriptedPlatform platform = new ScriptedPlatform();
    private final DeliveryHub hub = DeliveryHub.fresh(platform.settings());

    ReceiptCasesTest() throws IOException {}

    @AfterEach
    void close() {
        hub.close();
        platform.close();
    }

    @Test
    void acceptedInPart() {
        sent();
        call(receipt("R3", "0", bad("GD-2", "B1")) + "," + GOOD);
        assertThat(pack().state()).isEqualTo(PackageState.PARTLY);
        assertThat(state(1)).isEqualTo(DeliveryState.RECEIPTED);
        assertThat(state(2)).isEqualTo(DeliveryState.REFUSED);
        assertRemarked("R106");
    }

    @Test
    void lateAfterItWasGivenUp() {
        sent();
        hub.clock.advance(Duration.ofHours(73));
        hub.fetchReceipts(PROVINCIAL);
        assertThat(pack().failure()).startsWith("overdue");
        call(GOOD);
        assertThat(pack().state()).isEqualTo(PackageState.RECEIPTED);
        assertRemarked("R107");
    }

    @Test
    void lateForAPackageWhosePushFailed() {
        sealed();
        platform.breakAll(true);
        try (var impatient = hub.another(platform.settings("hub.delivery.retry.attempts=1"))) {
            impatient.push(PROVINCIAL);
        }
        assertThat(pack().state()).isEqualTo(PackageState.FAILED);
        call(GOOD);
        assertThat(pack().state()).isEqualTo(PackageState.RECEIPTED);
        assertRemarked("R107");
    }

    @Test
    void doubled() {
        sent();
        call(GOOD);
        int kept = hub.archive.kept();
        assertThat(call(GOOD)).isEqualTo(new Result.Taken(List.of("R108")));
        assertThat(hub.archive.kept()).as("the same bytes once").isEqualTo(kept);
        assertThat(pack().state()).isEqualTo(PackageState.RECEIPTED);
        assertRemarked("R108");
    }

    @Test
    void goodThenBadAtTheSameStage() {
        sent();
        call(receipt("R3", "0", ""));
        call(receipt("R3", "B1", bad("GD-1", "B1")));
        call(GOOD);
        assertThat(state(1)).as("the refusal counts").isEqualTo(DeliveryState.REFUSED);
        assertThat(pack().state()).isEqualTo(PackageState.PARTLY);
        assertRemarked("R109");
    }

    @Test
    void finallyGoodThenRefused() {
        sent();
        call(GOOD);
        call(receipt("R4", "0", bad("GD-2", "B9")));
        assertThat(state(2)).isEqualTo(DeliveryState.REFUSED);
        assertThat(state(1)).isEqualTo(DeliveryState.RECEIPTED);
        assertThat(pack().state()).isEqualTo(PackageState.PARTLY);
        assertRemarked("R110");
        assertThat(hub.deliveries().balances().get(0).refused()).isEqualTo(1);
    }

    @Test
    void finallyGoodThenRefusedAsAWhole() {
        sent();
        call(GOOD);
        call(receipt("R5", "B9", ""));
        assertThat(pack().state()).isEqualTo(PackageState.REFUSED);
        assertRemarked("R110");
        assertThat(hub.deliveries().balances().get(0).receipted()).isZero();
    }

    @Test
    void refusedThenGood() {
        sent();
        call(receipt("R3", "0", bad("GD-2", "B1")) + "," + GOOD);
        call(receipt("R4", "0", good("GD-2", "P-2")));
        assertThat(state(2)).isEqualTo(DeliveryState.REFUSED);
        assertRemarked("R109");
    }

    @Test
    void aRemovalIsToldOfWhatWasRefusedAndCalledGoodAsWell() {
        sent();
        call(receipt("R4", "0", good("GD-1", "P-1") + "," + good("GD-2", "P-2")) + ","
                + receipt("R4", "0", bad("GD-2", "B9")));
        assertThat(state(2)).as("the refusal counts").isEqualTo(DeliveryState.REFUSED);
        assertThat(removalOf(2)).as("it may stand there").isEqualTo(1);
    }

    @Test
    void aRemovalIsNotToldOfWhatWasRefusedAndNeverCalledGood() {
        sent();
        call(receipt("R3", "0", bad("GD-2", "B1")) + "," + GOOD);
        assertThat(removalOf(2)).isZero();
    }

    @Test
    void aRemovalIsToldWhileTheLastWordOnWhatItRemovesIsOut() {
        sent();
        call(receipt("R3", "0", bad("GD-2", "B1")));
        assertThat(pack().state()).isEqualTo(PackageState.SENT);
        assertThat(removalOf(2)).isEqualTo(1);
    }

    @Test
    void aRemovalThatWasLeftOutIsToldOnceThePlatformCallsTheRefusedRecordGood() {
        sent();
        call(receipt("R3", "0", bad("GD-2", "B1")) + "," + GOOD);
        assertThat(removalOf(2)).isZero();
        call(receipt("R4", "0", good("GD-2", "P-2")));
        assertThat(removalsTold()).isEqualTo(1);
        call(receipt("R4", "0", good("GD-2", "P-2")));
        assertThat(removalsTold()).as("once").isEqualTo(1);
    }

    @Test
    void aRemovalThatWasLeftOutIsToldOnceThePackageOfTheRecordTurnsUp() {
        sealed();
        platform.breakAll(true);
        try (var impatient = hub.another(platform.settings("hub.delivery.retry.attempts=1"))) {
            impatient.push(PROVINCIAL);
        }
        hub.jdbc().sql("update delivery.package set maybe_arrived = false").update();
        assertThat(removalOf(2)).isZero();
        call(GOOD);
        assertThat(removalsTold()).isEqualTo(1);
    }

    @Test
    void aRemovalThatWasLeftOutStaysHeldWhileItsRecordIs() {
        sent();
        call(receipt("R3", "0", bad("GD-2", "B1")) + "," + GOOD);
        assertThat(removalOf(2)).isZero();
        hub.bean(Holding.class).holdRecord(PROVINCIAL, ListedOutbox.id(2), new Holding.Decision("李", "复核"));
        call(receipt("R4", "0", good("GD-2", "P-2")));
        assertThat(removalsTold()).isZero();
        hub.bean(Holding.class).releaseRecord(PROVINCIAL, ListedOutbox.id(2), new Holding.Decision("李", "复核"));
        assertThat(removalsTold()).isEqualTo(1);
    }

    @Test
    void nothingIsToldAgainOfARecordThatWasRevisedSinceItsRemovalWasLeftOut() {
        sent();
        call(receipt("R3", "0", bad("GD-2", "B1")) + "," + GOOD);
        assertThat(removalOf(2)).isZero();
        hub.outbox.add(PROVINCIAL, 2, 3, DueKind.NEW, Standing.CONFIRMED);
        assertThat(hub.deliveries().sealNow(PROVINCIAL, DAY.plusDays(2)).records())
                .isEqualTo(1);
        call(receipt("R4", "0", good("GD-2", "P-2")));
        assertThat(removalsTold()).isZero();
    }

    @Test
    void aLaterGoodWordDoesNotHideWhyARecordWasRefused() {
        sent();
        call(receipt("R3", "0", bad("GD-2", "B1")) + "," + GOOD);
        call(receipt("R4", "0", good("GD-2", "P-2")));
        assertThat(hub.deliveries().of(ListedOutbox.id(2)).get(0).code()).isEqualTo("B1");
    }

    @Test
    void ofRecordsThatWentAgainSince() {
        sent();
        call(receipt("R3", "0", bad("GD-2", "B1")) + "," + GOOD);
        hub.bean(Redelivery.class).retry(pack().packageId());
        call(receipt("R3", "0", bad("GD-2", "B1")) + "," + GOOD);
        assertThat(pack().state()).isEqualTo(PackageState.RECEIPTED);
        assertThat(pack().remarks()).extracting(Holding.Remark::code).doesNotContain("R112");
    }

    @Test
    void ofARecordThatWasRefusedAndIsThereByNowWhenItIsToGoAgain() {
        sent();
        call(receipt("R3", "0", bad("GD-2", "B1")) + "," + GOOD);
        platform.tell("[" + receipt("R4", "0", good("GD-1", "P-1") + "," + good("GD-2", "P-2")) + "]");
        hub.bean(Redelivery.class).retry(pack().packageId());
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(platform.posts()).as("it was not sent again").isEqualTo(1);
        assertThat(state(2)).isEqualTo(DeliveryState.RECEIPTED);
        assertThat(pack().state()).isEqualTo(PackageState.RECEIPTED);
        assertThat(hub.deliveries().balances().get(0).receipted()).isEqualTo(2);
        assertThat(hub.jdbc()
                        .sql("select count(*) from delivery.remark where code = 'R231'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void ofAPackageThatIsNotKnown() {
        sent();
        var result = call(UUID.randomUUID().toString(), GOOD);
        assertThat(result).isEqualTo(new Result.Taken(List.of("R111")));
        assertThat(pack().state()).isEqualTo(PackageState.SENT);
        assertThat(hub.bean(Holding.class).targets().get(0).remarks())
                .extracting(Holding.Remark::code)
                .containsExactly("R111");
    }

    @Test
    void ofRecordsThatAreNotInThePackage() {
        sent();
        call(receipt("R3", "0", bad("GD-99", "B1")) + "," + GOOD);
        assertThat(pack().state()).isEqualTo(PackageState.RECEIPTED);
        assertRemarked("R112");
    }

    @Test
    void withAFinalWordOnHalfOfTheRecords() {
        sent();
        call(receipt("R4", "0", good("GD-1", "P-1")));
        assertThat(state(1)).isEqualTo(DeliveryState.RECEIPTED);
        assertThat(state(2)).as("not taken for stored").isEqualTo(DeliveryState.SENT);
        assertThat(pack().state()).isEqualTo(PackageState.SENT);
        assertRemarked("R113");
        call(receipt("R4", "0", good("GD-1", "P-1") + "," + good("GD-2", "P-2")));
        assertThat(pack().state()).isEqualTo(PackageState.RECEIPTED);
    }

    @Test
    void withACountThatIsNotThatOfTheRecords() {
        sent();
        call("{\"stage\":\"R4\",\"code\":\"0\",\"accepted\":7}");
        assertThat(pack().state()).isEqualTo(PackageState.RECEIPTED);
        assertRemarked("R113");
    }

    @Test
    void thatCannotBeRead() {
        sent();
        int kept = hub.archive.kept();
        assertThat(signed("no receipts at all", 0)).isEqualTo(new Result.Unreadable("R114"));
        assertThat(hub.archive.kept()).isEqualTo(kept + 1);
        assertThat(pack().state()).isEqualTo(PackageState.SENT);
    }

    @Test
    void ofAPackageThePlatformLost() {
        sent();
        platform.forget();
        hub.clock.advance(Duration.ofSeconds(2));
        hub.fetchReceipts(PROVINCIAL);
        assertThat(pack().state()).isEqualTo(PackageState.UNKNOWN);
        assertRemarked("R115");
        platform.tell("[" + GOOD + "]");
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(pack().state()).isEqualTo(PackageState.RECEIPTED);
    }

    @Test
    void ofAPackageThatWasNeverSent() {
        sealed();
        call(GOOD);
        assertThat(pack().state()).isEqualTo(PackageState.SEALED);
        assertRemarked("R117");
    }

    @Test
    void withAnotherNumberForTheSameRecord() {
        sent();
        call(receipt("R3", "0", good("GD-1", "P-1")));
        call(receipt("R4", "0", good("GD-1", "P-77") + "," + good("GD-2", "P-2")));
        assertThat(hub.deliveries().of(ListedOutbox.id(1)).get(0).platformId()).isEqualTo("P-77");
        assertRemarked("R122");
    }

    @Test
    void proveThatAPackageWithoutAnAnswerArrived() {
        sealed();
        platform.breakAll(true);
        hub.push(PROVINCIAL);
        assertThat(pack().state()).isEqualTo(PackageState.UNKNOWN);
        call(GOOD);
        assertThat(pack().state()).isEqualTo(PackageState.RECEIPTED);
    }

    @Test
    void aRefusalThatComesWhileThePlatformIsAskedSplitsThePackageAndItIsNotSentAsWell() {
        sealed();
        platform.breakAll(true);
        hub.push(PROVINCIAL);
        assertThat(pack().state()).isEqualTo(PackageState.UNKNOWN);
        platform.breakAll(false);
        var asked = new AtomicInteger();
        platform.whenAsked(() -> {
            if (asked.getAndIncrement() == 0) {
                call(receipt("R2", "B7", ""));
            }
        });
        hub.clock.advance(Duration.ofMinutes(1));
        var step = hub.bean(DeliveryStep.class);
        var pack = step.dueForPush(PROVINCIAL).get(0);
        var bytes = step.compose(pack).body();
        var stopped = catchThrowable(() -> step.push(pack, bytes));
        platform.tell("[" + GOOD + "]");
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(platform.records()).as("each under one identity").containsExactlyInAnyOrder("GD-1", "GD-2");
        assertThat(pack().state()).isEqualTo(PackageState.SPLIT);
        assertThat(hub.deliveries().balances().get(0).receipted()).isEqualTo(2);
        assertThat(stopped).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFinalWordThatComesWhileThePlatformIsAskedStands() {
        sealed();
        platform.breakAll(true);
        hub.push(PROVINCIAL);
        platform.breakAll(false);
        platform.whenAsked(() -> call(GOOD));
        hub.clock.advance(Duration.ofMinutes(1));
        var step = hub.bean(DeliveryStep.class);
        var pack = step.dueForPush(PROVINCIAL).get(0);
        var bytes = step.compose(pack).body();
        var stopped = catchThrowable(() -> step.push(pack, bytes));
        assertThat(pack().state()).isEqualTo(PackageState.RECEIPTED);
        assertThat(platform.records()).as("nothing was sent").isEmpty();
        assertThat(stopped).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatIsSealedWhileAnOlderPackageIsFoundLostWaitsForIt() {
        sent();
        platform.forget();
        hub.clock.advance(Duration.ofSeconds(2));
        hub.outbox.add(PROVINCIAL, 1, 2, DueKind.CHANGE, Standing.UNCONFIRMED);
        var found = new AtomicReference<CompletableFuture<Integer>>();
        hub.bean(TransactionTemplate.class).executeWithoutResult(transaction -> {
            hub.deliveries().sealNow(PROVINCIAL, DAY.plusDays(1));
            found.set(CompletableFuture.supplyAsync(() -> hub.fetchReceipts(PROVINCIAL)));
            await().until(() -> found.get().isDone() || someoneWaitsToSeal());
        });
        found.get().join();
        assertThat(hub.jdbc()
                        .sql("select count(*) from delivery.package_after")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertRemarked("R115");
    }

    private boolean someoneWaitsToSeal() {
        return hub.jdbc()
                .sql("select exists (select from pg_locks where locktype = 'advisory' and not granted)")
                .query(Boolean.class)
                .single();
    }

    @Test
    void aPackageThatWasSplitBeforeItWasComposedAgainIsNoFailedOne() {
        sealed();
        platform.breakAll(true);
        hub.push(PROVINCIAL);
        platform.breakAll(false);
        hub.clock.advance(Duration.ofMinutes(1));
        var step = hub.bean(DeliveryStep.class);
        var pack = step.dueForPush(PROVINCIAL).get(0);
        call(receipt("R2", "B7", ""));
        assertThatThrownBy(() -> step.compose(pack)).isInstanceOf(CannotCompose.class);
        assertThat(pack().state()).isEqualTo(PackageState.SPLIT);
        assertThat(hub.deliveries().balances().get(0).failed()).isZero();
    }

    @Test
    void areTakenFromThePlatformAlone() {
        sent();
        var body = body(id(), GOOD);
        assertThat(open(body, "other", SECRET, 0)).isEqualTo(new Result.Refused("S104"));
        assertThat(open(body, "platform", "guessed", 0)).isEqualTo(new Result.Refused("S101"));
        assertThat(open(body, "platform", SECRET, 400_000)).isEqualTo(new Result.Refused("S102"));
        assertThat(open(body, "platform", SECRET, 0)).isInstanceOf(Result.Taken.class);
        assertThat(open(body, "platform", SECRET, 0)).isEqualTo(new Result.Refused("S103"));
    }

    private void sealed() {
        hub.outbox.addNew(PROVINCIAL, 1, 2);
        hub.deliveries().sealNow(PROVINCIAL, DAY);
    }

    private void sent() {
        sealed();
        hub.push(PROVINCIAL);
        assertThat(pack().state()).isEqualTo(PackageState.SENT);
    }

    /** How many records are sealed when one is removed. */
    private int removalOf(long record) {
        hub.outbox.add(PROVINCIAL, record, 2, DueKind.REMOVE, Standing.REVOKED);
        return hub.deliveries().sealNow(PROVINCIAL, DAY.plusDays(1)).records();
    }

    /** How many removals were ever told, once what is due now is sealed. */
    private int removalsTold() {
        hub.deliveries().sealNow(PROVINCIAL, DAY.plusDays(3));
        return hub.jdbc()
                .sql("select sum(removed) from delivery.package")
                .query(Integer.class)
                .single();
    }

    private PackageView pack() {
        return hub.deliveries()
                .batches(PROVINCIAL, DAY, Long.MAX_VALUE, 1)
                .get(0)
                .packages()
                .get(0);
    }

    private DeliveryState state(long record) {
        return hub.deliveries().of(ListedOutbox.id(record)).get(0).state();
    }

    private void assertRemarked(String code) {
        assertThat(pack().remarks()).extracting(Holding.Remark::code).contains(code);
    }

    private String id() {
        return pack().packageId().toString();
    }

    private Result call(String receipts) {
        return call(id(), receipts);
    }

    private Result call(String packageId, String receipts) {
        return signed(body(packageId, receipts), 0);
    }

    private Result signed(String body, long late) {
        return open(body, "platform", SECRET, late, UUID.randomUUID().toString());
    }

    private Result open(String body, String key, String secret, long late) {
        return open(body, key, secret, late, "always-the-same");
    }

    /** What the route called-receipts does. */
    private Result open(String text, String key, String secret, long late, String nonce) {
        var body = text.getBytes(StandardCharsets.UTF_8);
        var time = Long.toString(hub.clock.millis() - late);
        var told = String.join("\n", "POST", PATH, time, nonce, Sm3.hex(body));
        var value = Sm3.hmac(secret.getBytes(StandardCharsets.UTF_8), told.getBytes(StandardCharsets.UTF_8));
        var step = hub.bean(ReceiptStep.class);
        var called = step.open(new PlatformCall(
                PROVINCIAL,
                "POST",
                PATH,
                new PlatformCall.Signature(key, time, nonce, value),
                "application/json",
                body));
        return step.take(called, called.isLetIn() ? hub.archive.keepReceived(called.answer()) : null);
    }

    private static String body(String packageId, String receipts) {
        return "{\"packageId\":\"" + packageId + "\",\"receipts\":[" + receipts + "]}";
    }

    private static String receipt(String stage, String code, String records) {
        return "{\"stage\":\"%s\",\"code\":\"%s\",\"records\":[%s]}".formatted(stage, code, records);
    }

    private static String bad(String number, String code) {
        return "{\"sourceRecordNo\":\"%s\",\"code\":\"%s\"}".formatted(number, code);
    }

    private static String good(String number, String platformId) {
        return "{\"sourceRecordNo\":\"%s\",\"code\":\"0\",\"platformId\":\"%s\"}".formatted(number, platformId);
    }
}
