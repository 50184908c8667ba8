package cn.lvyue.hub.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: doubling up to a ceiling, shortened by up to a fifth at random. */
class Backoff {
    private static final double JITTER = 0.2;
    private static final int DOUBLINGS = 30;

    private final DeliverySettings settings;
    private final RandomGenerator random;

    Backoff(DeliverySettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    /** @param attempts made so far, at least 1 */
    Duration beforeNextPush(int attempts) {
        return doubled(settings.retry().first(), settings.retry().longest(), attempts - 1);
    }

    /** @param asked how often receipts were asked for */
    Duration beforeNextAsking(int asked) {
        return doubled(settings.receipts().first(), settings.receipts().longest(), asked);
    }

    private Duration doubled(Duration first, Duration longest, int times) {
        double millis = Math.min(longest.toMillis(), first.toMillis() * Math.pow(2, Math.min(times, DOUBLINGS)));
        return Duration.ofMillis(Math.round(millis * (1 - JITTER * random.nextDouble())));
    }
}
