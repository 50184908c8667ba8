package cn.lvyue.hub.plumbing;

import org.apache.camel.CamelContext;
import org.apache.camel.component.quartz.QuartzComponent;
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

    /** Checked while beans are made: Camel reads the folder later, and would start without a single route. */
    @Bean
    RoutesFolder routesFolder(HubSettings settings) {
        return RoutesFolder.in(settings.routes());
    }

    /** Part of readiness: requests are welcome once the routes run, and no longer when they stop. */
    @Bean
    HealthIndicator routesHealthIndicator(CamelContext context) {
        return () -> (context.isStarted() ? Health.up() : Health.outOfService())
                .withDetail("routes", context.getRoutesSize())
                .build();
    }
}
