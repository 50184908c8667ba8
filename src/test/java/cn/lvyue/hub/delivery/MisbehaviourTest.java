package cn.lvyue.hub.delivery;

import static cn.lvyue.hub.record.Target.PROVINCIAL;
import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.delivery.Deliveries.BatchState;
import cn.lvyue.hub.sandbox.Behaviour.Act;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each misbehaviour of a platform alone, met by the real steps over real HTTP. */
class MisbehaviourTest {
    private static final int RECORDS = 4;

    private final DeliveryHub hub = DeliveryHub.fresh();

    @AfterEach
    void close() {
        hub.close();
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "UNAVAILABLE",
                "TOO_MANY",
                "DROP_BEFORE",
                "DROP_AFTER",
                "ERROR_BEFORE",
                "ERROR_AFTER",
                "HTML_BEFORE",
                "HTML_AFTER",
                "TRICKLE",
                "WRONG_TYPE",
                "CUT_OFF",
                "BREAK_OFF",
                "CLOCK_WRONG",
                "CHANGE_IDS",
                "LOSE_PACKAGE"
            })
    void whateverHappensToPostsEveryRecordIsThereOnceInTheEnd(Act act) {
        hub.platforms.nextPosts(3, act);
        deliver();
        assertThat(hub.platforms.posted()).isGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "UNAVAILABLE",
                "TOO_MANY",
                "DROP_BEFORE",
                "DROP_AFTER",
                "ERROR_BEFORE",
                "ERROR_AFTER",
                "HTML_BEFORE",
                "HTML_AFTER",
                "TRICKLE",
                "WRONG_TYPE",
                "CUT_OFF",
                "BREAK_OFF",
                "CLOCK_WRONG",
                "TWICE",
                "UNKNOWN_RECORDS",
                "WRONG_COUNTS",
                "CHANGE_IDS",
                "LATE",
                "LOSE_PACKAGE"
            })
    void whateverHappensToQuestionsEveryRecordIsThereOnceInTheEnd(Act act) {
        hub.platforms.nextPosts(1, Act.DROP_AFTER);
        hub.platforms.nextAsks(2, act);
        deliver();
        assertThat(hub.platforms.asked()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void aPackageOfWhichEveryRecordIsRefusedWasSentAllTheSame() {
        hub.platforms.refuse("GD-1", "no");
        hub.outbox.addNew(PROVINCIAL, 1, 1);
        hub.deliveries().sealNow(PROVINCIAL, LocalDate.of(2026, 3, 4));
        hub.runUntilQuiet(PROVINCIAL);
        var balance = hub.deliveries().balances().get(0);
        assertThat(balance.refused()).isEqualTo(1);
        assertThat(balance.sent()).isEqualTo(balance.receipted() + balance.refused());
    }

    private void deliver() {
        hub.outbox.addNew(PROVINCIAL, 1, RECORDS);
        var batch = hub.deliveries().sealNow(PROVINCIAL, LocalDate.of(2026, 3, 4));
        hub.runUntilQuiet(PROVINCIAL);
        assertThat(hub.deliveries().batch(batch.batchId()).orElseThrow().state())
                .isEqualTo(BatchState.RECEIPTED);
        assertThat(held()).isEqualTo(RECORDS);
        assertThat(hub.deliveries().balances().get(0).receipted()).isEqualTo(RECORDS);
    }

    /** At the platform, in packages it still has. */
    private long held() {
        return hub.jdbc().sql("""
                        select count(*) from sandbox.record r join sandbox.package p on p.no = r.package_no
                        where p.lost_at is null
                        """).query(Long.class).single();
    }
}
