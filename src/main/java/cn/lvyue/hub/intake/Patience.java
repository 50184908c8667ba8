package cn.lvyue.hub.intake;

import java.time.Clock;
import java.time.Duration;

/**
 * The time one message may take to be read. Counted only while reading, and asked wherever bytes are taken or a row is gone
 * through, so that a file that yields no records cannot hold its lane either.
 */
final class Patience {
    private final Clock clock;
    private final Duration longest;
    private long used;
    private long since;
    private boolean over;

    Patience(Clock clock, Duration longest) {
        this.clock = clock;
        this.longest = longest;
        begin();
    }

    /** Counts from now on; before the first pause it has counted from the start. */
    final void begin() {
        since = clock.millis();
    }

    void pause() {
        used += clock.millis() - since;
    }

    /** Whether reading was ended for it. */
    boolean isOver() {
        return over;
    }

    /** @throws Refused when the time is used up; from then on always */
    void check() throws Refused {
        if (used + clock.millis() - since > longest.toMillis()) {
            over = true;
            throw Fault.TOO_LARGE.refuse("file", null, "hub.intake.max-time = " + longest);
        }
    }
}
