package cn.lvyue.hub.plumbing;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.record.Alarms;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.StdSchedulerFactory;

class LostSchedulesTest {
    private static final TriggerKey DAILY = TriggerKey.triggerKey("daily", "routes");
    private static final JobKey JOB = JobKey.jobKey("daily", "routes");

    private final List<String> told = new ArrayList<>();
    private final Scheduler scheduler = scheduler();
    private final LostSchedules lost = new LostSchedules(scheduler, new Alarms() {
        @Override
        public void raise(Alarm alarm) {
            told.add(alarm.code() + " " + alarm.en());
        }

        @Override
        public void clear(String code, String subject) {
            told.remove(code);
        }
    });

    private static Scheduler scheduler() {
        var settings = new Properties();
        settings.setProperty("org.quartz.scheduler.instanceName", "lost-schedules");
        settings.setProperty("org.quartz.threadPool.threadCount", "1");
        try {
            return new StdSchedulerFactory(settings).getScheduler();
        } catch (SchedulerException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @BeforeEach
    void schedule() throws SchedulerException {
        scheduler.scheduleJob(
                JobBuilder.newJob(Nothing.class)
                        .withIdentity(JOB)
                        .usingJobData("route", "batch")
                        .build(),
                TriggerBuilder.newTrigger()
                        .withIdentity(DAILY)
                        .withSchedule(CronScheduleBuilder.cronSchedule("0 30 6 * * ?"))
                        .build());
        lost.remember(List.of(DAILY));
    }

    @AfterEach
    void stop() throws SchedulerException {
        scheduler.shutdown();
    }

    @Test
    void putsADeletedScheduleBackAsItWas() throws SchedulerException {
        scheduler.deleteJob(JOB);
        lost.putBack();
        assertThat(((CronTrigger) scheduler.getTrigger(DAILY)).getCronExpression())
                .isEqualTo("0 30 6 * * ?");
        assertThat(scheduler.getJobDetail(JOB).getJobDataMap()).containsEntry("route", "batch");
        assertThat(told).singleElement().asString().contains("T187", "routes.daily");
    }

    @Test
    void putsATriggerBackWhoseJobIsStillThere() throws SchedulerException {
        scheduler.addJob(
                scheduler.getJobDetail(JOB).getJobBuilder().storeDurably().build(), true);
        scheduler.unscheduleJob(DAILY);
        lost.putBack();
        assertThat(scheduler.checkExists(DAILY)).isTrue();
    }

    @Test
    void leavesAloneWhatIsThere() throws SchedulerException {
        var next = scheduler.getTrigger(DAILY).getNextFireTime();
        lost.putBack();
        assertThat(scheduler.getTrigger(DAILY).getNextFireTime()).isEqualTo(next);
        assertThat(told).isEmpty();
    }

    /** Does nothing when it is fired. */
    public static class Nothing implements Job {
        @Override
        public void execute(JobExecutionContext context) {
            // As the name says.
        }
    }
}
