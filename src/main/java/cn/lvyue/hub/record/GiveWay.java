package cn.lvyue.hub.record;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** How work in the background rests, so that intake has the processors. */
public final class GiveWay {
    /** So often a rest looks whether it is still needed. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private GiveWay() {}

    /**
     * Rests, but no longer than somebody needs the processors; an interrupt ends it and is kept.
     *
     * @param nanos how long at most
     */
    public static void rest(long nanos, BooleanSupplier isNeeded) {
        long end = System.nanoTime() + nanos;
        try {
            while (System.nanoTime() < end && isNeeded.getAsBoolean()) {
                TimeUnit.NANOSECONDS.sleep(Math.min(LOOK.toNanos(), Math.max(1, end - System.nanoTime())));
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
