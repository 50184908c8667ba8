package cn.lvyue.hub.signing;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A secret a gateway lends for a time: fetched anew a little before it ends. */
final class FetchedSecret {
    /** So that none ends while a call is under way. */
    static final Duration BEFORE_ITS_END = Duration.ofMinutes(3);

    private final Clock clock;
    private final Refresh refresh;
    private @Nullable Secret current;

    /** @param end when the gateway stops taking it */
    record Secret(String value, Instant end) {
        @Override
        public String toString() {
            return "a secret until " + end;
        }
    }

    /** Asks the gateway for a secret. */
    @FunctionalInterface
    interface Refresh {
        Secret fetch(Instant now) throws IOException;
    }

    FetchedSecret(Clock clock, Refresh refresh) {
        this.clock = clock;
        this.refresh = refresh;
    }

    /** @throws IOException if there is none that is still valid and none can be fetched */
    synchronized String get() throws IOException {
        var now = clock.instant();
        var held = current;
        if (held != null && now.isBefore(held.end().minus(BEFORE_ITS_END))) {
            return held.value();
        }
        try {
            var fresh = refresh.fetch(now);
            current = fresh;
            return fresh.value();
        } catch (IOException notNow) {
            if (held != null && now.isBefore(held.end())) {
                return held.value();
            }
            throw notNow;
        }
    }

    /** The gateway does not take it any more. */
    synchronized void forget() {
        current = null;
    }
}
