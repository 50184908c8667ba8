package cn.lvyue.hub.delivery;

import static cn.lvyue.hub.record.Target.NATIONAL;
import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.delivery.Holding.Decision;
import cn.lvyue.hub.record.DueKind;
import cn.lvyue.hub.record.Standing;
import cn.lvyue.hub.sandbox.Behaviour.Act;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever becomes of several breaches, and however calls, holds and second tries fall between: nothing that is not confirmed is ever
 * shown to the nation, and in the end what stands there is the truth. The gate decides as the ledger lets it decide.
 */
class NationalTruthTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Decision WHY = new Decision("李", "复核");

    /** What happens next; the number picks a record or a trouble. */
    record Step(What what, int number) {
        enum What {
            CONFIRM,
            REPAIR,
            REVOKE,
            DOUBT,
            SEAL,
            PUSH,
            TROUBLE,
            HOLD,
            RELEASE,
            RETRY,
            WAIT
        }
    }

    @Provide
    Arbitrary<List<Step>> lives() {
        return Combinators.combine(
                        Arbitraries.of(Step.What.values()),
                        Arbitraries.integers().between(1, 3))
                .as(Step::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(40);
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void nothingUnconfirmedIsEverThereAndWhatStandsThereIsTheTruth(@ForAll("lives") List<Step> life) {
        try (var hub = DeliveryHub.fresh("hub.sandbox.stage-delay=0s", "hub.delivery.retry.attempts=3")) {
            var ledger = new Ledger(hub);
            for (var step : life) {
                take(hub, ledger, step);
            }
            hub.platforms.behave();
            for (long record = 1; record <= 3; record++) {
                hub.bean(Holding.class).releaseRecord(NATIONAL, ListedOutbox.id(record), WHY);
            }
            retryAll(hub);
            hub.seal(NATIONAL);
            hub.runUntilQuiet(NATIONAL);
            retryAll(hub);
            hub.runUntilQuiet(NATIONAL);
            assertThat(hub.sandbox().leaks()).as("unconfirmed at the nation").isZero();
            assertThat(shown(hub)).as("what stands there after %s", life).isEqualTo(ledger.shouldStand());
        }
    }

    /** Doubted, confirmed again and doubted again before the removal went: the second removal was left out, and the first gave way. */
    @Test
    void aRemovalGoesThoughTheBreachWasConfirmedAndDoubtedAgainBeforeItWent() {
        nothingUnconfirmedIsEverThereAndWhatStandsThereIsTheTruth(List.of(
                new Step(Step.What.CONFIRM, 1),
                new Step(Step.What.SEAL, 1),
                new Step(Step.What.PUSH, 1),
                new Step(Step.What.DOUBT, 1),
                new Step(Step.What.SEAL, 1),
                new Step(Step.What.CONFIRM, 1),
                new Step(Step.What.DOUBT, 1)));
    }

    /** What failed is tried again while nobody knows whether its removal came: first the older one is settled. */
    @Test
    void nothingIsRemovedThatWasNeverThereThoughItIsTriedAgainAfterItsRemovalWentAstray() {
        nothingUnconfirmedIsEverThereAndWhatStandsThereIsTheTruth(List.of(
                new Step(Step.What.TROUBLE, 3),
                new Step(Step.What.CONFIRM, 2),
                new Step(Step.What.SEAL, 1),
                new Step(Step.What.TROUBLE, 3),
                new Step(Step.What.WAIT, 1),
                new Step(Step.What.PUSH, 1),
                new Step(Step.What.WAIT, 1),
                new Step(Step.What.WAIT, 1),
                new Step(Step.What.PUSH, 1),
                new Step(Step.What.WAIT, 1),
                new Step(Step.What.PUSH, 1),
                new Step(Step.What.DOUBT, 2),
                new Step(Step.What.SEAL, 1),
                new Step(Step.What.WAIT, 1),
                new Step(Step.What.PUSH, 1)));
    }

    private static void take(DeliveryHub hub, Ledger ledger, Step step) {
        switch (step.what()) {
            case CONFIRM -> ledger.revise(step.number(), Standing.CONFIRMED);
            case REPAIR -> ledger.revise(step.number(), Standing.REPAIRED);
            case REVOKE -> ledger.revise(step.number(), Standing.REVOKED);
            case DOUBT -> ledger.revise(step.number(), Standing.UNCONFIRMED);
            case SEAL -> hub.seal(NATIONAL);
            case PUSH -> {
                hub.push(NATIONAL);
                hub.fetchReceipts(NATIONAL);
            }
            case TROUBLE ->
                hub.platforms.nextPosts(
                        step.number(),
                        List.of(Act.DROP_AFTER, Act.DROP_BEFORE, Act.UNAVAILABLE)
                                .get(step.number() - 1));
            case HOLD -> hub.bean(Holding.class).holdRecord(NATIONAL, ListedOutbox.id(step.number()), WHY);
            case RELEASE -> hub.bean(Holding.class).releaseRecord(NATIONAL, ListedOutbox.id(step.number()), WHY);
            case RETRY -> retryAll(hub);
            case WAIT -> hub.clock.advance(Duration.ofSeconds(20));
        }
    }

    private static void retryAll(DeliveryHub hub) {
        hub.deliveries().batches(NATIONAL, null, Long.MAX_VALUE, 200).stream()
                .flatMap(batch -> batch.packages().stream())
                .filter(pack -> pack.state() == Deliveries.PackageState.FAILED)
                .forEach(pack -> hub.bean(Redelivery.class).retry(pack.packageId()));
    }

    /** Record and revision as the stand-in has them, from everything it ever got, in its order. */
    private static Map<String, Integer> shown(DeliveryHub hub) {
        var shown = new HashMap<String, Integer>();
        var revisions = new HashMap<String, Integer>();
        for (var body : hub.jdbc()
                .sql("select body from sandbox.package where target = 2 order by no")
                .query(byte[].class)
                .list()) {
            for (var record : JSON.readTree(body).path("records")) {
                var number = record.path("X_SOURCE").asString();
                int revision = record.path("X_REVISION").asInt();
                assertThat(revision).as("order of " + number).isGreaterThan(revisions.getOrDefault(number, 0));
                revisions.put(number, revision);
                if (record.path("X_STATE").asInt() == DueKind.REMOVE.code()) {
                    assertThat(shown).as("removed only where it stands").containsKey(number);
                    shown.remove(number);
                } else {
                    shown.put(number, revision);
                }
            }
        }
        return shown;
    }

    /** The ledger's side: what the gate lets into the outbox. */
    private static class Ledger {
        private final ConfirmedOnly gate = new ConfirmedOnly();
        private final DeliveryHub hub;
        private final Map<Integer, Integer> revisions = new HashMap<>();
        private final Map<Integer, Boolean> stands = new HashMap<>();
        private final Map<String, Integer> due = new LinkedHashMap<>();

        Ledger(DeliveryHub hub) {
            this.hub = hub;
        }

        void revise(int record, Standing standing) {
            int revision = revisions.merge(record, 1, Integer::sum);
            gate.admit(standing, stands.getOrDefault(record, false)).ifPresent(kind -> {
                stands.put(record, kind != DueKind.REMOVE);
                hub.outbox.recordAt(hub.clock.instant());
                hub.outbox.add(NATIONAL, record, revision, kind, standing);
                if (kind == DueKind.REMOVE) {
                    due.remove("GD-" + record);
                } else if (kind == DueKind.NEW || due.containsKey("GD-" + record)) {
                    due.put("GD-" + record, revision);
                }
            });
        }

        /** A breach repaired before the nation was told of it need not be told: then nothing stands, or the repair does. */
        Map<String, Integer> shouldStand() {
            var should = new HashMap<>(due);
            should.keySet().removeIf(number -> !shown(hub).containsKey(number) && repairedUntold(number));
            return should;
        }

        private boolean repairedUntold(String number) {
            return hub.outbox.dueOf(ListedOutbox.id(Long.parseLong(number.substring(3)))).stream()
                    .reduce((first, last) -> last)
                    .filter(last -> last.standing() == Standing.REPAIRED)
                    .isPresent();
        }
    }

    @Test
    void measuresHowLongAConfirmedBreachTook() {
        try (var hub = DeliveryHub.fresh()) {
            var meters = new SimpleMeterRegistry();
            hub.context.getBeanFactory().registerSingleton("meters", meters);
            hub.outbox.recordAt(hub.clock.instant());
            hub.outbox.addNew(NATIONAL, 1, 2);
            hub.clock.advance(Duration.ofSeconds(3));
            hub.seal(NATIONAL);
            hub.push(NATIONAL);
            var timer = meters.get("hub.national.latency").timer();
            assertThat(timer.count()).isEqualTo(2);
            assertThat(timer.max(TimeUnit.SECONDS)).isEqualTo(3);
        }
    }

    @Test
    void saysWhenAConfirmedBreachIsNotThereAfterHalfAnHour() {
        try (var hub = DeliveryHub.fresh()) {
            hub.outbox.recordAt(hub.clock.instant());
            hub.outbox.addNew(NATIONAL, 1, 1);
            hub.clock.advance(Duration.ofMinutes(29));
            hub.bean(Watchdog.class).watch();
            assertThat(hub.bean(ListedAlarms.class).open()).isEmpty();
            hub.seal(NATIONAL);
            hub.clock.advance(Duration.ofMinutes(2));
            hub.bean(Watchdog.class).watch();
            assertThat(hub.bean(ListedAlarms.class).open()).containsExactly("T184 national");
            hub.push(NATIONAL);
            hub.bean(Watchdog.class).watch();
            assertThat(hub.bean(ListedAlarms.class).open()).isEmpty();
        }
    }
}
