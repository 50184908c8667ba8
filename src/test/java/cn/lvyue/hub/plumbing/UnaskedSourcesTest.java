package cn.lvyue.hub.plumbing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class UnaskedSourcesTest {
    private final MockEnvironment settings = new MockEnvironment()
            .withProperty("hub.sftp.hotline.host", "a")
            .withProperty("hub.sftp.hotlin.host", "b")
            .withProperty("hub.broker.clients.credit.feed", "credit-site");

    @Test
    void aNameThatNoRouteAsksForIsTold() throws Exception {
        try (var camel = new DefaultCamelContext()) {
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    routeTemplate("fetched")
                            .templateParameter("source")
                            .from("direct:{{source}}")
                            .to("log:x");
                }
            });
            camel.addRouteFromTemplate("hotline-sftp", "fetched", Map.of("source", "hotline"));
            camel.start();

            assertThat(new UnaskedSources(camel, settings).unasked())
                    .hasSize(2)
                    .anySatisfy(told -> assertThat(told).startsWith("hub.sftp.hotlin 没有路由使用"))
                    .anySatisfy(told -> assertThat(told).startsWith("hub.broker.clients.credit 没有路由使用"));
        }
    }
}
