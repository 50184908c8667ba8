package cn.lvyue.hub.plumbing;

import cn.lvyue.hub.record.PlatformCall;
import cn.lvyue.hub.record.PlatformCalls;
import java.util.Objects;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

/** A platform's call-back leads to the route {@code called-receipts}. */
@Component
class RoutePlatformCalls implements PlatformCalls {
    private static final String DOOR = "direct:called-receipts";

    private final ProducerTemplate template;

    RoutePlatformCalls(ProducerTemplate template) {
        this.template = template;
    }

    @Override
    public Result call(PlatformCall call) {
        try {
            var result = template.requestBody(DOOR, call, Result.class);
            return Objects.requireNonNull(result, "the route at " + DOOR + " returned no result");
        } catch (CamelExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
