package cn.lvyue.hub.plumbing;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Message;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells lanes that messages wait: at once after a quiet moment, otherwise once for all that came in a short while. Called by
 * routes {@code received} and {@code sweep}.
 *
 * <p>Nothing gets stuck: a feed is struck off the list before its nudge goes out, so whatever was committed before a call
 * is seen by the lane that gets this nudge, or the next.
 */
@Component("nudges")
class Nudges {
    private static final Logger LOG = LoggerFactory.getLogger(Nudges.class);
    private static final String WORK = "direct:put-to-work";

    private final ProducerTemplate template;
    private final ScheduledExecutorService thread;
    private final long pauseNanos;
    private final Set<FeedId> due = ConcurrentHashMap.newKeySet();
    private final Map<FeedId, Long> nextAt = new ConcurrentHashMap<>();

    Nudges(CamelContext context, ProducerTemplate template, ProcessingSettings settings) {
        this.template = template;
        this.thread = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "nudges");
        this.pauseNanos = settings.nudgePause().toNanos();
    }

    /** @param message committed to the archive */
    void nudgeFor(Message message) {
        nudge(message.feed());
    }

    /** @param feed a feed of which a message is committed to the archive */
    void nudge(FeedId feed) {
        if (due.add(feed)) {
            long now = System.nanoTime();
            thread.schedule(() -> send(feed), Math.max(0, nextAt.getOrDefault(feed, now) - now), TimeUnit.NANOSECONDS);
        }
    }

    private void send(FeedId feed) {
        due.remove(feed);
        nextAt.put(feed, System.nanoTime() + pauseNanos);
        try {
            template.sendBody(WORK, feed);
        } catch (RuntimeException unreachable) {
            LOG.warn("a message of {} is archived but not queued, the sweep will: {}", feed, unreachable.getMessage());
        }
    }
}
