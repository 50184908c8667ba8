package cn.lvyue.hub.plumbing;

import cn.lvyue.hub.record.Arrival;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.Reception;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Endpoint;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

/**
 * The front door leads to the route {@code received}, or to {@code received-refused} if the channel refuses what arrived; what
 * these throw, the caller sees as it was thrown.
 */
@Component
class RouteReception implements Reception {
    private final ProducerTemplate template;
    private final Endpoint door;
    private final Endpoint doorOfTheRefused;

    RouteReception(CamelContext context, ProducerTemplate template) {
        this.template = template;
        this.door = context.getEndpoint("direct:receive");
        this.doorOfTheRefused = context.getEndpoint("direct:receive-refused");
    }

    @Override
    public Message receive(Arrival arrival) {
        var way = arrival.refusal() == null ? door : doorOfTheRefused;
        try {
            var message = template.requestBody(way, arrival, Message.class);
            return Objects.requireNonNull(message, "the route at " + way + " returned no message");
        } catch (CamelExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
