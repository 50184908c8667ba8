package cn.lvyue.hub.channel.poll;

import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a page says about itself and its records; their values stay in the archive.
 *
 * @param fault where and why it is no good page; null for a good one
 * @param ids of its records, as digests
 * @param contents of its records, as digests, in their order
 * @param latest time of change among its records, not later than the page itself
 */
record Page(
        @Nullable String fault,
        OptionalLong total,
        OptionalLong pages,
        long[] ids,
        long[] contents,
        @Nullable Instant latest) {

    static Page bad(String fault) {
        return new Page(fault, OptionalLong.empty(), OptionalLong.empty(), new long[0], new long[0], null);
    }

    int records() {
        return contents.length;
    }
}
