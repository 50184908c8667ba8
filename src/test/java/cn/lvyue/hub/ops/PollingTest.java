package cn.lvyue.hub.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PollingTest {
    @Test
    void looksUntilItIsEnough() {
        var looks = new AtomicInteger();

        assertThat(Polling.until(Duration.ofSeconds(20), looks::incrementAndGet, seen -> seen == 4))
                .isEqualTo(4);
    }

    @Test
    void givesWhatItSawLastWhenTheTimeIsOver() {
        var looks = new AtomicInteger();

        assertThat(Polling.until(Duration.ofMillis(60), looks::incrementAndGet, seen -> false))
                .isEqualTo(looks.get());
        assertThat(looks.get()).isBetween(2, 8);
    }

    @Test
    void stopsWhenInterruptedAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        assertThat(Polling.until(Duration.ofMinutes(5), () -> "seen", seen -> false))
                .isEqualTo("seen");
        assertThat(Thread.interrupted()).isTrue();
    }
}
