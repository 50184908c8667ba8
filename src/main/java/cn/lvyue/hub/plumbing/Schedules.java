package cn.lvyue.hub.plumbing;

import cn.lvyue.hub.record.Alarms;
import cn.lvyue.hub.record.Alarms.Alarm;
import cn.lvyue.hub.record.Alarms.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.quartz.autoconfigure.QuartzProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Mends stored schedules that stuck: a trigger that is taken, blocked or in error long after its time fires never again by
 * itself. Works on the tables, under the lock Quartz itself takes, because a scheduler that hangs cannot be asked to help itself.
 */
@Component("schedules")
class Schedules {
    static final String STUCK = "T183";

    /** A trigger is taken for seconds before it fires; nothing of the hub runs in one for so long. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Logger log = LoggerFactory.getLogger(Schedules.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Alarms alarms;
    private final Clock clock;
    private final String name;

    @Autowired
    Schedules(
            JdbcClient jdbc, TransactionTemplate transaction, Alarms alarms, Clock clock, QuartzProperties properties) {
        this(jdbc, transaction, alarms, clock, String.valueOf(properties.getSchedulerName()));
    }

    Schedules(JdbcClient jdbc, TransactionTemplate transaction, Alarms alarms, Clock clock, String name) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.alarms = alarms;
        this.clock = clock;
        this.name = name;
    }

    /** Called by route {@code watch-deliveries}. */
    void mend() {
        List<String> mended = transaction.execute(status -> mendLocked());
        if (mended == null || mended.isEmpty()) {
            alarms.clear(STUCK, name);
            return;
        }
        var named = String.join(", ", mended);
        log.warn("schedules stuck and were set going again: {}", named);
        alarms.raise(new Alarm(
                STUCK, name, Level.WARNING, "定时任务停滞，已修复：" + named, "Schedules stuck and were set going again: " + named));
    }

    private List<String> mendLocked() {
        jdbc.sql("select lock_name from quartz.qrtz_locks where sched_name = ? and lock_name = 'TRIGGER_ACCESS' for update")
                .param(name)
                .query(String.class)
                .list();
        var stuck = jdbc.sql("""
                        update quartz.qrtz_triggers t set trigger_state = 'WAITING'
                        where t.sched_name = :name and t.trigger_state in ('ACQUIRED', 'BLOCKED', 'ERROR')
                            and t.next_fire_time < :limit
                            and not exists (select 1 from quartz.qrtz_fired_triggers f
                                where f.sched_name = t.sched_name and f.job_name = t.job_name and f.job_group = t.job_group
                                    and f.state = 'EXECUTING' and f.fired_time >= :limit)
                        returning t.trigger_group || '.' || t.trigger_name
                        """)
                .param("name", name)
                .param("limit", clock.instant().minus(PATIENCE).toEpochMilli())
                .query(String.class)
                .list();
        if (!stuck.isEmpty()) {
            jdbc.sql("""
                            delete from quartz.qrtz_fired_triggers
                            where sched_name = ? and fired_time < ? and trigger_group || '.' || trigger_name = any (?)
                            """)
                    .params(name, clock.instant().minus(PATIENCE).toEpochMilli(), stuck.toArray(String[]::new))
                    .update();
        }
        return stuck;
    }
}
