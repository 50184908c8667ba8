package cn.lvyue.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final Map<String, String> limits =
            Map.of("hub.intake.max-time", "1h", "hub.intake.max-effort", "10s", "hub.intake.max-effort-per-mb", "1s");
    private final SetClock clock = new SetClock();
    private long worked;
    private final Patience patience = new Patience(clock, () -> worked, Samples.settings(limits));

    @Test
    void endsASmallFileThatTakesMoreWorkThanItsSizeAllows() {
        patience.took(1 << 20);
        pass(Duration.ofSeconds(11), Duration.ofSeconds(11));
        assertThatCode(patience::check).doesNotThrowAnyException();

        pass(Duration.ofSeconds(1), Duration.ofSeconds(1));
        assertThatThrownBy(patience::check)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.finding().wanted())
                                .isEqualTo("hub.intake.max-effort = PT10S, max-effort-per-mb = PT1S"));
        assertThat(patience.isOver()).isTrue();
        assertThatThrownBy(patience::check).isInstanceOf(Refused.class);
    }

    @Test
    void timeThatPassesWithoutWorkIsNoReasonToEndBeforeTheLongest() {
        pass(Duration.ofMinutes(59), Duration.ZERO);
        assertThatCode(patience::check).doesNotThrowAnyException();

        pass(Duration.ofMinutes(2), Duration.ZERO);
        assertThatThrownBy(patience::check)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.finding().wanted()).isEqualTo("hub.intake.max-time = PT1H"));
    }

    @Test
    void countsNothingWhileItIsPaused() {
        pass(Duration.ofSeconds(6), Duration.ofSeconds(6));
        patience.pause();
        pass(Duration.ofHours(2), Duration.ofHours(2));
        patience.begin();
        pass(Duration.ofSeconds(3), Duration.ofSeconds(3));
        assertThatCode(patience::check).doesNotThrowAnyException();

        pass(Duration.ofSeconds(2), Duration.ofSeconds(2));
        assertThatThrownBy(patience::check).isInstanceOf(Refused.class);
    }

    private void pass(Duration time, Duration work) {
        clock.now = clock.now.plus(time);
        worked += work.toNanos();
    }

    private static final class SetClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
