package cn.lvyue.hub.delivery;

import static cn.lvyue.hub.record.Target.NATIONAL;
import static cn.lvyue.hub.record.Target.PROVINCIAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.lvyue.hub.record.DueKind;
import cn.lvyue.hub.record.Standing;
import cn.lvyue.hub.sandbox.Behaviour.Act;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The real routes with the real steps, platforms over HTTP, and an archive in memory. */
class DeliveryRoutesTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final DeliveryHub hub = DeliveryHub.fresh("hub.sandbox.stage-delay=0s");
    private final DeliveryRoutes routes = DeliveryRoutes.start(hub);

    @AfterEach
    void stop() {
        routes.close();
        hub.close();
    }

    @Test
    void sharesAConfirmedBreachWithoutBeingAsked() {
        hub.outbox.addNew(NATIONAL, 1, 5);
        awaitReceipted(1, 5);
        assertThat(hub.sandbox().leaks()).isZero();
    }

    @Test
    void pushesABatchMadeByHandThroughAPlatformThatBreaksOff() {
        hub.platforms.nextPosts(1, Act.DROP_AFTER);
        hub.outbox.addNew(PROVINCIAL, 1, 5);
        hub.deliveries().sealNow(PROVINCIAL, LocalDate.of(2026, 3, 4));
        awaitReceipted(0, 5);
        assertThat(hub.jdbc()
                        .sql("select count(*) from sandbox.record")
                        .query(Integer.class)
                        .single())
                .isEqualTo(5);
    }

    @Test
    void aPackageThatMustNotLeaveDoesNotHoldUpTheOthers() {
        hub.outbox.addNew(NATIONAL, 1, 1);
        awaitReceipted(1, 1);
        hub.outbox.add(NATIONAL, 1, 2, DueKind.CHANGE, Standing.UNCONFIRMED);
        hub.outbox.addNew(NATIONAL, 2, 5);
        await().atMost(LONG).untilAsserted(() -> {
            hub.clock.advance(Duration.ofSeconds(1));
            var balance = hub.deliveries().balances().get(1);
            assertThat(balance.receipted() + balance.failed()).isEqualTo(6);
            assertThat(balance.failed()).as("it, and what was sealed with it").isBetween(1L, 3L);
        });
        assertThat(hub.sandbox().leaks()).isZero();
    }

    private void awaitReceipted(int target, long records) {
        await().atMost(LONG).untilAsserted(() -> {
            hub.clock.advance(Duration.ofSeconds(1));
            assertThat(hub.deliveries().balances().get(target).receipted()).isEqualTo(records);
        });
    }
}
