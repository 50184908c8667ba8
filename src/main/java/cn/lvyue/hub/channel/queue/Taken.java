package cn.lvyue.hub.channel.queue;

import cn.lvyue.hub.record.Arrival;
import org.jspecify.annotations.Nullable;

/**
 * What came out of a queue.
 *
 * @param arrival to be kept as a failed exchange; null if the message is archived and at work
 * @param reason why
 */
record Taken(@Nullable Arrival arrival, String reason) {
    static final Taken AT_WORK = new Taken(null, "");

    /** Asked by the route. */
    boolean failed() {
        return arrival != null;
    }
}
