package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.PlatformCall;
import cn.lvyue.hub.record.PlatformCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** The real routes of delivery around a hub's steps. */
final class DeliveryRoutes implements AutoCloseable {
    private final DefaultCamelContext camel = new DefaultCamelContext();

    private DeliveryRoutes() {}

    static DeliveryRoutes start(DeliveryHub hub) {
        var routes = new DeliveryRoutes();
        try {
            routes.load(hub);
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
        return routes;
    }

    private void load(DeliveryHub hub) throws Exception {
        for (var bean : Map.of(
                        "delivery", DeliveryStep.class, "receipts", ReceiptStep.class, "archive", KeptBytes.class)
                .entrySet()) {
            camel.getRegistry().bind(bean.getKey(), hub.bean(bean.getValue()));
        }
        for (var inFlight : List.of("provincialInFlight", "nationalInFlight")) {
            camel.getRegistry().bind(inFlight, hub.context.getBean(inFlight));
        }
        var settings = new Properties();
        settings.setProperty("hub.targets.provincial.cron", "0 30 6 * * ?");
        settings.setProperty("hub.delivery.seal-period", "50");
        settings.setProperty("hub.delivery.push-period", "50");
        camel.getPropertiesComponent().setInitialProperties(settings);
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(ResourceHelper.resolveResource(
                        camel, "file:" + Path.of("routes/3-delivery.camel.yaml").toAbsolutePath()));
        camel.start();
    }

    /** What a platform brings by itself, as the API hands it on. */
    PlatformCalls.Result call(PlatformCall call) {
        try (var template = camel.createProducerTemplate()) {
            return template.requestBody("direct:called-receipts", call, PlatformCalls.Result.class);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        camel.stop();
    }
}
