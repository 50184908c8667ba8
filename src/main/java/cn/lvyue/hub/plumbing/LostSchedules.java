package cn.lvyue.hub.plumbing;

import cn.lvyue.hub.record.Alarms;
import cn.lvyue.hub.record.Alarms.Alarm;
import cn.lvyue.hub.record.Alarms.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Puts stored schedules back that this node's routes use and that are gone from the database, deleted by somebody or lost with a
 * restored copy: as they were when the hub was ready, from now on. A node knows its own routes' schedules only.
 */
@Component("lostSchedules")
class LostSchedules {
    static final String LOST = "T187";

    private static final Logger log = LoggerFactory.getLogger(LostSchedules.class);

    private final Scheduler scheduler;
    private final Alarms alarms;
    private final Map<TriggerKey, Remembered> known = new LinkedHashMap<>();

    private record Remembered(Trigger trigger, JobDetail job) {}

    LostSchedules(Scheduler scheduler, Alarms alarms) {
        this.scheduler = scheduler;
        this.alarms = alarms;
    }

    /** @param inUse what this node's routes are fired by */
    synchronized void remember(Collection<TriggerKey> inUse) throws SchedulerException {
        for (var key : inUse) {
            var trigger = scheduler.getTrigger(key);
            var job = trigger == null ? null : scheduler.getJobDetail(trigger.getJobKey());
            if (trigger != null && job != null) {
                known.put(key, new Remembered(trigger, job));
            }
        }
    }

    /** Called by route {@code watch-deliveries}. */
    synchronized void putBack() throws SchedulerException {
        List<String> lost = new ArrayList<>();
        for (var one : known.entrySet()) {
            if (!scheduler.checkExists(one.getKey())) {
                putBack(one.getValue());
                lost.add(one.getKey().toString());
            }
        }
        tell(lost);
    }

    private void putBack(Remembered one) throws SchedulerException {
        if (scheduler.checkExists(one.job().getKey())) {
            scheduler.scheduleJob(one.trigger().getTriggerBuilder().build());
        } else {
            scheduler.scheduleJob(one.job(), one.trigger().getTriggerBuilder().build());
        }
    }

    private void tell(List<String> lost) throws SchedulerException {
        var name = scheduler.getSchedulerName();
        if (lost.isEmpty()) {
            alarms.clear(LOST, name);
            return;
        }
        var named = String.join(", ", lost);
        log.warn("schedules were gone and were put back: {}", named);
        alarms.raise(new Alarm(
                LOST, name, Level.WARNING, "定时任务丢失，已恢复：" + named, "Schedules were gone and were put back: " + named));
    }
}
