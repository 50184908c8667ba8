package cn.lvyue.hub.plumbing;

import cn.lvyue.hub.record.Pauses;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.springframework.stereotype.Component;

/** Keeps a hub that starts from listening to the queue of a source that is paused. */
@Component
class PausedAtStart extends RoutePolicySupport implements RoutePolicyFactory {
    private final Pauses pauses;

    PausedAtStart(Pauses pauses) {
        this.pauses = pauses;
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        return this;
    }

    @Override
    public void onInit(Route route) {
        if (PausedQueues.feedOf(route).filter(pauses::isPaused).isPresent()) {
            route.setAutoStartup(false);
        }
    }
}
