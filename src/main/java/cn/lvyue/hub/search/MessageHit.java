package cn.lvyue.hub.search;

import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.record.Target;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An archived message that was found.
 *
 * @param kind {@code MESSAGE}, {@code PACKAGE}, {@code RECEIPT} or {@code STATEMENT}
 * @param status of an inbound message of a source
 * @param records read from it so far
 */
public record MessageHit(
        long messageId,
        boolean incoming,
        String kind,
        @Nullable String feed,
        @Nullable Target target,
        String channel,
        Instant receivedAt,
        @Nullable String filename,
        long size,
        String digest,
        @Nullable MessageStatus status,
        int records) {

    /** @param target its code, 0 for none */
    static String sender(int direction, @Nullable String feed, int target) {
        if (direction != 1) {
            return "hub";
        }
        return feed != null ? feed : target == 0 ? "" : Target.ofCode(target).id();
    }
}
