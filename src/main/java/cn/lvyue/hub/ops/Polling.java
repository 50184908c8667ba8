package cn.lvyue.hub.ops;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for something by looking again, at first every 5 ms and then ever less often, down to every 250 ms. */
public final class Polling {
    private static final long FIRST_PAUSE_MS = 5;
    private static final long LONGEST_PAUSE_MS = 250;

    private Polling() {}

    /**
     * Looks until it is enough, the time is over, or the thread is interrupted (which it then still is).
     *
     * @param atMost no look starts later than this
     * @return what was seen last, enough or not
     */
    public static <T> T until(Duration atMost, Supplier<? extends T> look, Predicate<? super T> enough) {
        long end = System.nanoTime() + atMost.toNanos();
        long pause = FIRST_PAUSE_MS;
        T seen = look.get();
        while (!enough.test(seen) && System.nanoTime() < end) {
            if (!paused(Math.min(pause, Math.max(1, (end - System.nanoTime()) / 1_000_000)))) {
                return seen;
            }
            pause = Math.min(LONGEST_PAUSE_MS, pause * 3 / 2);
            seen = look.get();
        }
        return seen;
    }

    private static boolean paused(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
