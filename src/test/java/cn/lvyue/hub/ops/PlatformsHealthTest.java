package cn.lvyue.hub.ops;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.delivery.Deliveries.PlatformLine;
import cn.lvyue.hub.delivery.Holding.Line;
import cn.lvyue.hub.record.Target;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class PlatformsHealthTest {
    private final TrialHub hub = new TrialHub();
    private final PlatformsHealth health = new PlatformsHealth(hub.asDeliveries());

    @Test
    void isUpWhileCallsGoThrough() {
        hub.lines = List.of(new PlatformLine(Target.PROVINCIAL, Line.CLOSED, null, 0, null));
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(health.health().getDetails()).containsEntry("provincial", "CLOSED");
    }

    @Test
    void namesThePlatformThatIsLeftAloneAndWhy() {
        hub.lines = List.of(new PlatformLine(
                Target.NATIONAL, Line.OPEN, Instant.parse("2026-03-04T04:00:00Z"), 7, "connection refused"));
        assertThat(health.health().getStatus()).isEqualTo(AlarmHealth.ALARM);
        assertThat(health.health().getDetails().get("national").toString())
                .contains("OPEN", "2026-03-04T04:00:00Z", "7", "connection refused");
    }
}
