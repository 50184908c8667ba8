package cn.lvyue.hub.plumbing;

import java.util.HashMap;
import java.util.Iterator;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Lets a route prepare the next chunks while it writes one; the bean {@code readAhead} of the routes. It is the expression of
 * a streaming split: method {@code through('direct:prepare-chunk', ${body}, ${exchange})}.
 */
@Component
@EnableConfigurationProperties(ProcessingSettings.class)
class ReadAhead {
    private final ProducerTemplate template;
    private final ProcessingSettings settings;
    private final ExecutorService threads;

    ReadAhead(CamelContext context, ProducerTemplate template, ProcessingSettings settings) {
        this.template = template;
        this.settings = settings;
        this.threads = context.getExecutorServiceManager().newCachedThreadPool(this, "read-ahead");
    }

    /**
     * Sends each chunk of a source through an endpoint, in order and a few chunks ahead of their use. The endpoint sees the
     * headers and variables the exchange has now; what it throws comes out of {@link Iterator#next()}.
     *
     * @param endpoint prepares one chunk, for example {@code direct:prepare-chunk}
     * @param source read in another thread from now on, and closed with the result if it can be
     */
    PreparedChunks through(String endpoint, Iterator<?> source, Exchange exchange) {
        var headers = new HashMap<>(exchange.getMessage().getHeaders());
        var variables = new HashMap<>(exchange.getVariables());
        Function<Object, @Nullable Object> prepare = chunk -> result(template.send(endpoint, one -> {
            one.getMessage().setBody(chunk);
            one.getMessage().setHeaders(new HashMap<>(headers));
            variables.forEach(one::setVariable);
        }));
        return new PreparedChunks(source, prepare, settings.chunksAhead(), threads);
    }

    private static @Nullable Object result(Exchange exchange) {
        var failure = exchange.getException();
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure != null) {
            throw new CamelExecutionException("a chunk could not be prepared", exchange, failure);
        }
        return exchange.getMessage().getBody();
    }
}
