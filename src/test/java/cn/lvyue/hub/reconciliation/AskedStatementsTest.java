package cn.lvyue.hub.reconciliation;

import static cn.lvyue.hub.reconciliation.ReconciledHub.DAY;
import static cn.lvyue.hub.reconciliation.ReconciledHub.HOTLINE;
import static cn.lvyue.hub.record.Target.PROVINCIAL;
import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.reconciliation.AskedStatements.Asked;
import cn.lvyue.hub.reconciliation.AskedStatements.State;
import cn.lvyue.hub.record.Standing;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AskedStatementsTest {
    private final ReconciledHub hub = ReconciledHub.fresh("hub.reconciliation.at-once=3");
    private final MakingAsked asked = hub.bean(MakingAsked.class);

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void aDayIsLargeByWhatCameAndByWhatItsPackagesHold() {
        hub.take(HOTLINE, "A1", Standing.UNCONFIRMED, "1.000000");
        hub.take(HOTLINE, "A2", Standing.UNCONFIRMED, "1.000000");
        assertThat(asked.isLarge(DAY)).isFalse();
        hub.deliver(PROVINCIAL);
        assertThat(asked.isLarge(DAY)).isTrue();
        assertThat(asked.isLarge(DAY.minusDays(1))).isFalse();
    }

    @Test
    void whatIsAskedForTwiceBeforeItIsMadeIsMadeOnceAndKeptWithItsReason() {
        hub.take(HOTLINE, "A1", Standing.UNCONFIRMED, "1.000000");
        asked.ask(DAY, "month's end");
        asked.ask(DAY, "again");
        assertThat(latest().state()).isEqualTo(State.WAITING);

        asked.makeAsked();

        assertThat(latest())
                .extracting(Asked::state, Asked::done, Asked::version)
                .containsExactly(State.MADE, 1.0, 1);
        assertThat(hub.statements().kept(DAY))
                .extracting(Statements.Kept::reason)
                .containsExactly("month's end");
    }

    @Test
    void whatANodeWasKilledAtIsMadeOnceItsLeaseHasRunOut() {
        asked.ask(DAY, "asked");
        assertThat(hub.bean(AskedStore.class).take(hub.clock.instant())).isPresent();
        asked.makeAsked();
        assertThat(latest().state()).isEqualTo(State.MAKING);

        hub.clock.advance(Duration.ofMinutes(6));
        asked.makeAsked();

        assertThat(latest().version()).isEqualTo(1);
    }

    @Test
    void aPlatformThatCannotBeAskedIsToldOfAndTheNextTryIsAnother() {
        hub.jdbc().sql("alter table sandbox.record rename to away").update();
        try {
            asked.ask(DAY, "asked");
            asked.makeAsked();
        } finally {
            hub.jdbc().sql("alter table sandbox.away rename to record").update();
        }
        assertThat(latest().state()).isEqualTo(State.FAILED);
        assertThat(latest().failure()).contains("平台暂时无法询问", "cannot be asked");

        asked.ask(DAY, "asked again");
        asked.makeAsked();
        assertThat(latest().state()).isEqualTo(State.MADE);
    }

    @Test
    void bothSidesAreCountedAndToldNowAndThen() {
        var told = new ArrayList<Long>();
        var count = new ReadCount(told::add);
        for (int i = 0; i < 25_000; i++) {
            count.one();
        }
        assertThat(told).containsExactly(10_000L, 20_000L);
    }

    private Asked latest() {
        return asked.latest(DAY).orElseThrow();
    }
}
