package cn.lvyue.hub.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which sources are paused (暂停接入). A way in asks before it takes up anything new; what it has taken up already it finishes.
 * What waits outside, in a table, a folder or a queue, stays where it is until the source is resumed.
 */
@FunctionalInterface
public interface Pauses {
    /** For hubs that never pause. */
    Pauses NONE = List::of;

    /** @param by the person who paused; {@code reason} in that person's words */
    record Pause(FeedId feed, Instant since, String by, String reason) {}

    /** All pauses there are, by feed. Cheap: asked for every message. */
    List<Pause> all();

    default Optional<Pause> of(FeedId feed) {
        return all().stream().filter(pause -> pause.feed().equals(feed)).findFirst();
    }

    default boolean isPaused(FeedId feed) {
        return of(feed).isPresent();
    }
}
