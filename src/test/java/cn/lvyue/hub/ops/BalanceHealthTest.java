package cn.lvyue.hub.ops;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.record.Arrival;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class BalanceHealthTest {
    private final TrialHub hub = new TrialHub();
    private final MovedClock clock = new MovedClock();
    private final BalanceHealth health =
            new BalanceHealth(new StatusService(hub, hub, hub.asDeliveries(), clock), clock);

    @Test
    void isUpWhileTheBalanceClosesAndTellsWhatWaits() {
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(health.health().getDetails()).containsEntry("waitingMessages", 0L);
    }

    @Test
    void isDownAndNamesTheFeedWhenItDoesNotClose() {
        hub.balanced = false;
        hub.receive(new Arrival(new FeedId("zebra"), Channel.FILE, "a", null, "k", InputStream.nullInputStream()));

        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.health().getDetails()).containsEntry("open", "zebra");
    }

    @Test
    void sumsAgainOnlyAfterAWhile() {
        health.health();
        hub.failure = "would be noticed";

        clock.now = clock.now.plus(Duration.ofSeconds(9));

        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        clock.now = clock.now.plus(Duration.ofSeconds(2));
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
    }

    private static class MovedClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
