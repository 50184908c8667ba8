package cn.lvyue.hub.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** How long to wait before the next attempt, doubling up to a ceiling and shortened by up to a fifth at random; and when to give up. */
class Patience {
    private static final double JITTER = 0.2;
    private static final int DOUBLINGS = 30;

    private final DeliverySettings settings;
    private final RandomGenerator random;

    Patience(DeliverySettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    /**
     * A platform's wish is honoured where it asks for more time than the hub would give it anyway, up to the ceiling.
     *
     * @param attempts made so far, at least 1
     */
    Duration beforeNextPush(int attempts, @Nullable Duration wish) {
        var longest = settings.retry().longest();
        var own = doubled(settings.retry().first(), longest, attempts - 1);
        var asked = wish == null || wish.compareTo(own) < 0 ? own : wish;
        return asked.compareTo(longest) > 0 ? longest : asked;
    }

    /** @param openings how often the breaker opened before @param wish what the platform asked for */
    Duration beforeNextProbe(int openings, @Nullable Duration wish) {
        var own = doubled(settings.breaker().first(), settings.breaker().longest(), openings);
        return wish == null || wish.compareTo(own) < 0 ? own : atMostLongest(wish);
    }

    /** A platform's wish, within reason. */
    Duration atMostLongest(Duration wish) {
        var longest = settings.retry().longest();
        return wish.compareTo(longest) > 0 ? longest : wish;
    }

    boolean isExhausted(int attempts) {
        return attempts >= settings.retry().attempts();
    }

    /** @param asked how often receipts were asked for in vain */
    Duration beforeNextAsking(int asked) {
        return doubled(settings.receipts().first(), settings.receipts().longest(), asked);
    }

    /** When a package sent then is overdue. */
    Instant receiptsDueBy(Instant sentAt) {
        return sentAt.plus(settings.receipts().giveUp());
    }

    private Duration doubled(Duration first, Duration longest, int times) {
        double millis = Math.min(longest.toMillis(), first.toMillis() * Math.pow(2, Math.min(times, DOUBLINGS)));
        return Duration.ofMillis(Math.round(millis * (1 - JITTER * random.nextDouble())));
    }
}
