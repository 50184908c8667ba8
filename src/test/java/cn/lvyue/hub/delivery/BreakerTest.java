package cn.lvyue.hub.delivery;

import static cn.lvyue.hub.record.Target.NATIONAL;
import static cn.lvyue.hub.record.Target.PROVINCIAL;
import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.delivery.Deliveries.PackageState;
import cn.lvyue.hub.delivery.Holding.Line;
import cn.lvyue.hub.sandbox.Behaviour.Act;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 4);

    private final DeliveryHub hub = DeliveryHub.fresh("hub.delivery.package-records=1");

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void leavesAPlatformAloneAfterSeveralFailuresInARowOnAllNodes() {
        hub.platforms.nextPosts(100, Act.DROP_BEFORE);
        sealed(20);
        hub.push(PROVINCIAL);
        assertThat(hub.platforms.posted())
                .as("the rest of the sweep is not tried")
                .isEqualTo(5);
        assertThat(view().line()).isEqualTo(Line.OPEN);
        assertThat(view().failures()).isEqualTo(5);
        assertThat(hub.bean(ListedAlarms.class).open()).containsExactly("T181 provincial");
        try (var second = hub.another("hub.delivery.node=second")) {
            assertThat(second.push(PROVINCIAL)).isZero();
        }
        assertThat(hub.bean(Holding.class).targets().get(1).line())
                .as("the other platform is not concerned")
                .isEqualTo(Line.CLOSED);
    }

    @Test
    void oneCallTriesAndItsSuccessLetsTheOthersThrough() {
        hub.platforms.nextPosts(5, Act.DROP_BEFORE);
        sealed(20);
        hub.push(PROVINCIAL);
        hub.clock.advance(Duration.ofSeconds(11));
        assertThat(view().line()).isEqualTo(Line.HALF_OPEN);
        assertThat(hub.push(PROVINCIAL)).isEqualTo(1);
        assertThat(view().line()).isEqualTo(Line.CLOSED);
        assertThat(hub.bean(ListedAlarms.class).open()).isEmpty();
        assertThat(hub.push(PROVINCIAL)).isGreaterThan(1);
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(hub.deliveries().balances().get(0).receipted()).isEqualTo(20);
    }

    @Test
    void aFailedTryOpensItForLonger() {
        hub.platforms.nextPosts(6, Act.DROP_BEFORE);
        hub.platforms.nextAsks(6, Act.DROP_BEFORE);
        sealed(8);
        hub.push(PROVINCIAL);
        hub.clock.advance(Duration.ofSeconds(11));
        assertThat(hub.push(PROVINCIAL)).isEqualTo(1);
        hub.clock.advance(Duration.ofSeconds(11));
        assertThat(view().line()).isEqualTo(Line.OPEN);
        assertThat(hub.push(PROVINCIAL)).isZero();
        hub.clock.advance(Duration.ofSeconds(10));
        assertThat(hub.push(PROVINCIAL)).isEqualTo(1);
    }

    @Test
    void callsThatWereUnderWayWhenItOpenedOpenItNoFurther() {
        hub.platforms.nextPosts(5, Act.DROP_BEFORE);
        sealed(8);
        var step = hub.bean(DeliveryStep.class);
        var due = step.dueForPush(PROVINCIAL);
        hub.clock.advance(Duration.ofSeconds(1));
        due.subList(0, 5)
                .forEach(pack -> step.note(step.push(pack, step.compose(pack).body()), null));
        var until = view().openUntil();
        hub.bean(Breaker.class).heard(due.get(5), new Reply.NoAnswer("it was under way"));
        assertThat(view().openUntil()).isEqualTo(until);
        assertThat(view().failures()).isEqualTo(6);
    }

    @Test
    void anOutageOfDaysFailsNoPackage() {
        hub.platforms.nextPosts(100_000, Act.DROP_BEFORE);
        hub.platforms.nextAsks(100_000, Act.DROP_BEFORE);
        sealed(8);
        for (int minute = 0; minute < 24 * 60; minute += 10) {
            hub.push(PROVINCIAL);
            hub.clock.advance(Duration.ofMinutes(10));
        }
        assertThat(hub.deliveries().balances().get(0).failed()).isZero();
        hub.platforms.behave();
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(hub.deliveries().balances().get(0).receipted()).isEqualTo(8);
    }

    @Test
    void aPlatformThatAsksToBeLeftAloneIs() {
        hub.platforms.nextPosts(1, Act.TOO_MANY);
        sealed(3);
        hub.push(PROVINCIAL);
        assertThat(hub.platforms.posted()).as("all wait, not only the one").isEqualTo(1);
        hub.clock.advance(Duration.ofSeconds(2));
        assertThat(hub.push(PROVINCIAL)).isEqualTo(2);
    }

    @Test
    void failuresNowAndThenDoNotOpenIt() {
        for (int n = 1; n <= 10; n++) {
            hub.platforms.nextPosts(1, n % 2 == 0 ? Act.ANSWER : Act.DROP_AFTER);
        }
        sealed(10);
        hub.push(PROVINCIAL);
        assertThat(hub.platforms.posted()).isEqualTo(10);
        assertThat(view().line()).isEqualTo(Line.CLOSED);
        assertThat(hub.deliveries().batches(NATIONAL, null, Long.MAX_VALUE, 1)).isEmpty();
        assertThat(hub.deliveries()
                        .batches(PROVINCIAL, null, Long.MAX_VALUE, 1)
                        .get(0)
                        .packages())
                .extracting(Deliveries.PackageView::state)
                .containsOnly(PackageState.SENT, PackageState.UNKNOWN);
    }

    private void sealed(int records) {
        hub.outbox.addNew(PROVINCIAL, 1, records);
        hub.deliveries().sealNow(PROVINCIAL, DAY);
    }

    private Holding.TargetView view() {
        return hub.bean(Holding.class).targets().get(0);
    }
}
