package cn.lvyue.hub.reconciliation;

import cn.lvyue.hub.delivery.PlatformStatements.Listed;
import java.io.Closeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A platform's statement of a day as it was got.
 *
 * @param askedAt before the first page was asked for
 * @param claimed the totals it gives for the whole day; null where it offers no statement
 * @param why none is compared
 */
record PlatformAnswer(
        Instant askedAt,
        @Nullable Listed claimed,
        PlatformList list,
        @Nullable String why) implements Closeable {
    boolean isListed() {
        return claimed != null;
    }

    @Override
    public void close() {
        list.close();
    }
}
