package cn.lvyue.hub.archive;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Target;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a body that is to be archived. Exactly one of feed (in from a source) and target is given.
 *
 * @param waits whether it is to be processed
 */
record Keeping(
        Direction direction,
        Kind kind,
        @Nullable FeedId feed,
        @Nullable Target target,
        String channel,
        Instant at,
        @Nullable String filename,
        @Nullable String mediaType,
        @Nullable String onceKey,
        boolean waits) {

    enum Direction {
        IN(1),
        OUT(2);

        private final int code;

        Direction(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    enum Kind {
        MESSAGE(1),
        PACKAGE(2),
        RECEIPT(3),
        STATEMENT(4);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }
}
