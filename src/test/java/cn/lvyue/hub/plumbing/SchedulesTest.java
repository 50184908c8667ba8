package cn.lvyue.hub.plumbing;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.record.Alarms;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class SchedulesTest {
    private static final Instant NOW = Instant.parse("2026-03-05T01:00:00Z");
    private static final long LATE = NOW.minusSeconds(600).toEpochMilli();
    private static final String NAME = "mended";

    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.dataSource());
    private final Map<String, String> open = new LinkedHashMap<>();
    private final Schedules schedules = new Schedules(
            jdbc,
            new TransactionTemplate(new DataSourceTransactionManager(TestDatabase.dataSource())),
            new Alarms() {
                @Override
                public void raise(Alarm alarm) {
                    open.put(alarm.code(), alarm.en());
                }

                @Override
                public void clear(String code, String subject) {
                    open.remove(code);
                }
            },
            Clock.fixed(NOW, ZoneOffset.UTC),
            NAME);

    @BeforeEach
    @AfterEach
    void empty() {
        for (var table : new String[] {"fired_triggers", "triggers", "job_details"}) {
            jdbc.sql("delete from quartz.qrtz_" + table + " where sched_name = ?")
                    .param(NAME)
                    .update();
        }
    }

    @Test
    void setsATriggerGoingThatStuckInAnyState() {
        trigger("acquired", "ACQUIRED", LATE);
        trigger("blocked", "BLOCKED", LATE);
        trigger("error", "ERROR", LATE);
        schedules.mend();
        assertThat(state("acquired")).isEqualTo("WAITING");
        assertThat(state("blocked")).isEqualTo("WAITING");
        assertThat(state("error")).isEqualTo("WAITING");
        assertThat(open).containsKey("T183");
        assertThat(open.get("T183")).contains("jobs.acquired", "jobs.blocked", "jobs.error");
        schedules.mend();
        assertThat(open).isEmpty();
    }

    @Test
    void leavesAloneWhatIsInTime() {
        trigger("fresh", "ACQUIRED", NOW.minusSeconds(10).toEpochMilli());
        trigger("paused", "PAUSED", LATE);
        schedules.mend();
        assertThat(state("fresh")).isEqualTo("ACQUIRED");
        assertThat(state("paused")).as("by a person").isEqualTo("PAUSED");
        assertThat(open).isEmpty();
    }

    @Test
    void leavesAloneWhatWaitsForAJobThatIsAtWork() {
        trigger("busy", "BLOCKED", LATE);
        fired("busy", NOW.minusSeconds(60).toEpochMilli());
        schedules.mend();
        assertThat(state("busy")).isEqualTo("BLOCKED");
    }

    @Test
    void forgetsTheTraceOfAFiringThatNeverEnded() {
        trigger("dead", "BLOCKED", LATE);
        fired("dead", LATE);
        schedules.mend();
        assertThat(state("dead")).isEqualTo("WAITING");
        assertThat(jdbc.sql("select count(*) from quartz.qrtz_fired_triggers where sched_name = ?")
                        .param(NAME)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private void trigger(String name, String state, long next) {
        jdbc.sql("insert into quartz.qrtz_job_details values (?, ?, 'jobs', null, 'x', false, false, false, false, null)")
                .params(NAME, name)
                .update();
        jdbc.sql("""
                        insert into quartz.qrtz_triggers (sched_name, trigger_name, trigger_group, job_name, job_group,
                            next_fire_time, trigger_state, trigger_type, start_time)
                        values (?, ?, 'jobs', ?, 'jobs', ?, ?, 'CRON', 0)
                        """)
                .params(NAME, name, name, next, state)
                .update();
    }

    private void fired(String name, long at) {
        jdbc.sql("""
                        insert into quartz.qrtz_fired_triggers (sched_name, entry_id, trigger_name, trigger_group, instance_name,
                            fired_time, sched_time, priority, state, job_name, job_group)
                        values (?, ?, ?, 'jobs', 'gone', ?, ?, 5, 'EXECUTING', ?, 'jobs')
                        """)
                .params(NAME, name, name, at, at, name)
                .update();
    }

    private String state(String name) {
        return jdbc.sql("select trigger_state from quartz.qrtz_triggers where sched_name = ? and trigger_name = ?")
                .params(NAME, name)
                .query(String.class)
                .single();
    }
}
