package cn.lvyue.hub.plumbing;

import cn.lvyue.hub.record.Rulings;
import java.util.Objects;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

/** What people decide leads to the route {@code rulings}. */
@Component
class RouteRulings implements Rulings {
    private static final String DOOR = "direct:rulings";

    private final ProducerTemplate template;

    RouteRulings(ProducerTemplate template) {
        this.template = template;
    }

    @Override
    public Result settle(Act act) {
        try {
            var result = template.requestBody(DOOR, act, Result.class);
            return Objects.requireNonNull(result, "the route at " + DOOR + " returned no result");
        } catch (CamelExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
