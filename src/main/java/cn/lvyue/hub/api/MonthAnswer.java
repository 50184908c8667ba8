package cn.lvyue.hub.api;

import cn.lvyue.hub.archive.MonthShelf;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A month of the archive.
 *
 * @param state HERE or ELSEWHERE
 * @param messages an estimate unless the month was ever detached
 */
public record MonthAnswer(
        String month,
        String state,
        @Nullable Long messages,
        long bytes,
        @Nullable String held,
        @Nullable OffsetDateTime since,
        @Nullable String by,
        @Nullable String file) {
    static MonthAnswer of(MonthShelf.State state) {
        var since = state.since();
        return new MonthAnswer(
                state.month(),
                state.elsewhere() ? "ELSEWHERE" : "HERE",
                state.messages(),
                state.bytes(),
                state.held(),
                since == null ? null : Times.of(since),
                state.by(),
                state.file());
    }
}
