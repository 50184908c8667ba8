package cn.lvyue.hub.plumbing;

import cn.lvyue.hub.record.Arrival;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.Reception;
import java.util.Objects;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

/** The front door leads to the route {@code received}; what that throws, the caller sees as it was thrown. */
@Component
class RouteReception implements Reception {
    private static final String DOOR = "direct:receive";

    private final ProducerTemplate template;

    RouteReception(ProducerTemplate template) {
        this.template = template;
    }

    @Override
    public Message receive(Arrival arrival) {
        try {
            var message = template.requestBody(DOOR, arrival, Message.class);
            return Objects.requireNonNull(message, "the route at " + DOOR + " returned no message");
        } catch (CamelExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
