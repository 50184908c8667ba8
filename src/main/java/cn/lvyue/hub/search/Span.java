package cn.lvyue.hub.search;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What of all there is a search looks at.
 *
 * @param after only what is older
 */
record Span(@Nullable Instant from, @Nullable Instant to, Key after) {

    static Span of(Query query, Key after) {
        return new Span(query.from(), query.to(), after);
    }

    Span before(Key key) {
        return key.isBefore(after) ? new Span(from, to, key) : this;
    }

    boolean mayHold(Slice slice) {
        return mayHold(slice.minAt(), slice.maxAt()) && new Key(slice.firstMessage(), 0).isBefore(after);
    }

    boolean mayHold(Block block) {
        return mayHold(block.minAt(), block.maxAt())
                && block.parts().stream().anyMatch(part -> part.first().isBefore(after));
    }

    private boolean mayHold(long minAt, long maxAt) {
        return (from == null || maxAt >= from.getEpochSecond()) && (to == null || minAt <= to.getEpochSecond());
    }

    boolean holds(Key key, Instant at) {
        return key.isBefore(after) && (from == null || !at.isBefore(from)) && (to == null || at.isBefore(to));
    }
}
