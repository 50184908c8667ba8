package cn.lvyue.hub.plumbing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.jspecify.annotations.Nullable;
import org.quartz.Scheduler;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the routes need around them. */
@Configuration(proxyBeanMethods = false)
class CamelConfiguration {
    /** Schedules of the routes live in the database; Camel starts the scheduler once the routes run. */
    @Bean
    QuartzComponent quartz(Scheduler scheduler) {
        var component = new QuartzComponent();
        component.setScheduler(scheduler);
        return component;
    }

    /** Says what is missing before Camel stumbles over it, or starts without a single route. */
    @Bean
    CamelContextConfiguration routesAreThere(HubSettings settings) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext context) {
                requireRoutes(settings.routes());
                requireRoutes(settings.routes().resolve("feeds"));
            }

            @Override
            public void afterApplicationStart(CamelContext context) {
                // nothing to check then
            }
        };
    }

    private static void requireRoutes(Path folder) {
        try (var routes = Files.newDirectoryStream(folder, "*.camel.yaml")) {
            if (routes.iterator().hasNext()) {
                return;
            }
        } catch (IOException notThere) {
            throw noRoutes(folder, notThere);
        }
        throw noRoutes(folder, null);
    }

    private static CannotStart noRoutes(Path folder, @Nullable IOException cause) {
        return new CannotStart(
                "目录 %s 中没有路由文件（*.camel.yaml）。请在含有 routes 目录的位置启动，或设置 hub.routes。".formatted(folder),
                "There are no routes (*.camel.yaml) in %s. Start where the folder routes is, or set hub.routes."
                        .formatted(folder),
                cause);
    }

    /** Part of readiness: requests are welcome once the routes run, and no longer when they stop. */
    @Bean
    HealthIndicator routesHealthIndicator(CamelContext context) {
        return () -> (context.isStarted() ? Health.up() : Health.outOfService())
                .withDetail("routes", context.getRoutesSize())
                .build();
    }
}
