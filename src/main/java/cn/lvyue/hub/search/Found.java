package cn.lvyue.hub.search;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of what a search found, newest first.
 *
 * @param state whether there is more, or whether time was up
 * @param next to be given as {@code after} for what follows; none at the end
 * @param estimate how many there are from this page on, roughly; exact at the end
 * @param index how far the index has come
 */
public record Found<H>(State state, List<H> items, @Nullable String next, long estimate, IndexState index) {

    public enum State {
        /** All there is up to {@code next}. */
        FOUND,
        /** Time was up: {@code next} goes on where it stopped. */
        SEARCHING
    }

    /**
     * @param until messages received before are indexed, except for those that wait
     * @param waiting messages that are archived and not indexed, roughly
     */
    public record IndexState(@Nullable Instant until, long waiting) {}
}
