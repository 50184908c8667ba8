package cn.lvyue.hub.plumbing;

import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Removes stored schedules whose route is gone: they would fire for ever at nothing. In a database that other nodes use too
 * they are only named, because another node may have the route.
 */
@Component
class LeftoverSchedules {
    private static final Logger log = LoggerFactory.getLogger(LeftoverSchedules.class);

    private final CamelContext camel;
    private final Scheduler scheduler;
    private final LostSchedules lost;
    private final boolean alone;

    LeftoverSchedules(
            CamelContext camel, Scheduler scheduler, LostSchedules lost, ObjectProvider<PostgresServer> embedded) {
        this.camel = camel;
        this.scheduler = scheduler;
        this.lost = lost;
        this.alone = embedded.getIfAvailable() != null;
    }

    @EventListener(ApplicationReadyEvent.class)
    void remove() throws SchedulerException {
        if (!Boolean.TRUE.equals(camel.isAutoStartup())) { // then the routes' schedules are not known yet
            return;
        }
        var inUse = inUse();
        lost.remember(inUse);
        for (var stored : scheduler.getTriggerKeys(GroupMatcher.triggerGroupEquals("Camel_" + camel.getName()))) {
            if (inUse.contains(stored)) {
                continue;
            }
            if (alone) {
                scheduler.unscheduleJob(stored);
                log.info("removed the schedule {}: its route is gone", stored);
            } else {
                log.warn("no route of this node uses the schedule {}", stored);
            }
        }
    }

    private Set<TriggerKey> inUse() {
        return camel.getEndpoints().stream()
                .filter(QuartzEndpoint.class::isInstance)
                .map(endpoint -> ((QuartzEndpoint) endpoint).getTriggerKey())
                .collect(Collectors.toSet());
    }
}
