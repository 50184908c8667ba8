package cn.lvyue.hub.plumbing;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Pauses;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Stops the routes that take from the queue of a paused source and starts them again when it is resumed: what senders lay in the
 * queue stays there. Called by route {@code pauses}. A source that is paused when the hub starts is never listened to.
 */
@Component("pausedQueues")
class PausedQueues {
    private static final Logger log = LoggerFactory.getLogger(PausedQueues.class);
    private static final String QUEUE = "jms://queue:hub.in.";

    private final CamelContext context;
    private final Pauses pauses;
    private final Set<String> stopped = new HashSet<>();

    PausedQueues(CamelContext context, Pauses pauses) {
        this.context = context;
        this.pauses = pauses;
    }

    /** The feed whose queue a route takes from; empty for all other routes. */
    static Optional<FeedId> feedOf(Route route) {
        var from = route.getEndpoint().getEndpointBaseUri();
        return from.startsWith(QUEUE) ? Optional.of(new FeedId(from.substring(QUEUE.length()))) : Optional.empty();
    }

    synchronized void follow() {
        for (var route : context.getRoutes()) {
            feedOf(route).ifPresent(feed -> follow(route.getRouteId(), pauses.isPaused(feed)));
        }
    }

    private void follow(String route, boolean paused) {
        var controller = context.getRouteController();
        var status = controller.getRouteStatus(route);
        try {
            if (paused && status.isStarted()) {
                controller.stopRoute(route);
                stopped.add(route);
                log.info("route {} stopped: its source is paused", route);
            } else if (!paused && status.isStopped() && stopped.remove(route)) {
                controller.startRoute(route);
                log.info("route {} started: its source is resumed", route);
            } else if (paused) {
                stopped.add(route);
            }
        } catch (Exception failed) {
            stopped.add(route);
            log.warn("route {} cannot be {} for now", route, paused ? "stopped" : "started", failed);
        }
    }
}
