package cn.lvyue.hub.record;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Some consecutive records of one message, handled together and committed together.
 *
 * @param number 1 for the first chunk of the message
 * @param end present on the message's last chunk only (which may hold no items): how reading ended
 */
public record Chunk<T>(
        Message message,
        int number,
        List<T> items,
        @Nullable ReadEnd end) {
    public Chunk {
        items = List.copyOf(items);
    }

    public <R> Chunk<R> map(Function<? super T, ? extends R> step) {
        return new Chunk<>(message, number, items.stream().<R>map(step).toList(), end);
    }
}
