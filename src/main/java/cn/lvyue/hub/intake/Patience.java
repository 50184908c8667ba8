package cn.lvyue.hub.intake;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time and the work one message may take to be read. Counted only while reading, and asked wherever bytes are taken or a row
 * is gone through, so that a file that yields no records cannot hold its lane either.
 *
 * <p>Time is bounded once for all. Work is processor time of the reading thread, which a busy machine, a slow database or a pause
 * of the process does not lengthen; it is bounded in proportion to the bytes gone through, so that a small file that is hard to
 * read ends soon.
 */
final class Patience {
    private static final long MEGABYTE = 1 << 20;
    /** Asking for processor time costs as much as reading a row. */
    private static final long LOOK_EVERY_MILLIS = 100;

    private final Clock clock;
    private final LongSupplier processorNanos;
    private final Duration longest;
    private final Duration effort;
    private final Duration effortPerMegabyte;
    private long used;
    private long since;
    private long worked;
    private long workSince;
    private long lastLook;
    private Thread worker = Thread.currentThread();
    private long bytes;
    private boolean over;

    /** @param processorNanos of the present thread so far */
    Patience(Clock clock, LongSupplier processorNanos, IntakeSettings settings) {
        this.clock = clock;
        this.processorNanos = processorNanos;
        this.longest = settings.maxTime();
        this.effort = settings.maxEffort();
        this.effortPerMegabyte = settings.maxEffortPerMb();
        begin();
    }

    /** Processor time as the Java machine tells it; always 0 where it does not. */
    static LongSupplier processorTime() {
        var threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() ? threads::getCurrentThreadCpuTime : () -> 0;
    }

    /** Counts from now on; before the first pause it has counted from the start. */
    final void begin() {
        since = clock.millis();
        lastLook = since;
        worker = Thread.currentThread();
        workSince = processorNanos.getAsLong();
    }

    void pause() {
        used += clock.millis() - since;
        worked += work();
    }

    /** Bytes were gone through. */
    void took(int n) {
        bytes += n;
    }

    /** Whether reading was ended for it. */
    boolean isOver() {
        return over;
    }

    /** @throws Refused when time or work is used up; from then on always */
    void check() throws Refused {
        long now = clock.millis();
        if (used + now - since > longest.toMillis()) {
            over = true;
            throw Fault.TOO_LARGE.refuse("file", null, "hub.intake.max-time = " + longest);
        }
        if (over || now - lastLook >= LOOK_EVERY_MILLIS) {
            lastLook = now;
            checkWork();
        }
    }

    private void checkWork() throws Refused {
        if (worked + work() > effort.toNanos() + bytes / MEGABYTE * effortPerMegabyte.toNanos()) {
            over = true;
            throw Fault.TOO_LARGE.refuse(
                    "file",
                    bytes + " bytes",
                    "hub.intake.max-effort = %s, max-effort-per-mb = %s".formatted(effort, effortPerMegabyte));
        }
    }

    /** A thread that takes over begins at its own count. */
    private long work() {
        if (worker != Thread.currentThread()) {
            worker = Thread.currentThread();
            workSince = processorNanos.getAsLong();
        }
        return processorNanos.getAsLong() - workSince;
    }
}
