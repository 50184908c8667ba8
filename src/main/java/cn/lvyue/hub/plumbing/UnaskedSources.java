package cn.lvyue.hub.plumbing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Warns once the hub runs of sources in the settings that no route asks for: a mistyped name would be mere silence. */
@Component
class UnaskedSources {
    private static final Logger log = LoggerFactory.getLogger(UnaskedSources.class);
    private static final List<String> GROUPS = List.of("hub.sftp", "hub.tables", "hub.polls");
    private static final String CLIENTS = "hub.broker.clients";

    private final CamelContext context;
    private final Environment environment;

    UnaskedSources(CamelContext context, Environment environment) {
        this.context = context;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    void warn() {
        unasked().forEach(setting -> log.warn("{}", setting));
    }

    /** One sentence for each, in both languages. */
    List<String> unasked() {
        var told = new ArrayList<String>();
        var asked = askedSources();
        for (var group : GROUPS) {
            names(group).stream()
                    .filter(name -> !asked.contains(name))
                    .forEach(name -> told.add(sentence(group + "." + name, "source: " + name)));
        }
        var queues = context.getRoutes().stream()
                .flatMap(route -> PausedQueues.feedOf(route).stream())
                .map(Object::toString)
                .collect(Collectors.toSet());
        for (var client : names(CLIENTS)) {
            var feed = environment.getProperty(CLIENTS + "." + client + ".feed", "");
            if (!queues.contains(feed)) {
                told.add(sentence(CLIENTS + "." + client, "template queue, feed: " + feed));
            }
        }
        return told;
    }

    private static String sentence(String setting, String parameter) {
        return "%1$s 没有路由使用，不起作用：请核对名称与 routes/feeds 中的参数（%2$s） / no route uses %1$s, it does nothing: check its name and the parameters in routes/feeds (%2$s)"
                .formatted(setting, parameter);
    }

    private Set<String> askedSources() {
        return ((ModelCamelContext) context)
                .getRouteDefinitions().stream()
                        .map(definition -> definition.getTemplateParameters())
                        .filter(parameters -> parameters != null && parameters.containsKey("source"))
                        .map(parameters -> String.valueOf(parameters.get("source")))
                        .collect(Collectors.toSet());
    }

    private Set<String> names(String group) {
        var all = Binder.get(environment).bind(group, Bindable.mapOf(String.class, Object.class));
        return all.isBound() ? new TreeSet<>(all.get().keySet()) : Set.of();
    }
}
