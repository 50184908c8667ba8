package cn.lvyue.hub.security;

import cn.lvyue.hub.security.SourceKeys.Actor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Keeps who knocks without end from filling the audit: beyond a measure refused calls are counted, and the count is noted. */
@Component
class RefusalCount {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Audit audit;
    private final DutiesSettings settings;
    private final Clock clock;
    private Instant begun = Instant.MIN;
    private int seen;

    RefusalCount(Audit audit, DutiesSettings settings, Clock clock) {
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether a refusal is to be written down by itself. */
    boolean isOneByOne(Actor by) {
        int over = count();
        if (over > 0) {
            audit.note(by, "refusals", over + " more refused calls in the minute before", "refused");
        }
        return over >= 0;
    }

    /** @return how many were not written in the window that ended just now, or -1 if this one is not to be written either */
    private synchronized int count() {
        var now = clock.instant();
        if (begun.equals(Instant.MIN) || !now.isBefore(begun.plus(WINDOW))) {
            int over = Math.max(0, seen - settings.refusalsPerMinute());
            begun = now;
            seen = 1;
            return over;
        }
        seen++;
        return seen > settings.refusalsPerMinute() ? -1 : 0;
    }
}
