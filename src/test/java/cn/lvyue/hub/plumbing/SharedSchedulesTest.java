package cn.lvyue.hub.plumbing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.lvyue.hub.TestDatabase;
import java.util.Date;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;

class SharedSchedulesTest {
    private static final int TIMES = 8;

    @Test
    void twoNodesFireEveryTimeOnce() throws Exception {
        var fired = new ConcurrentLinkedQueue<Date>();
        var one = node("one", fired);
        var two = node("two", fired);
        try {
            one.getObject().start();
            two.getObject().start();
            one.getObject()
                    .scheduleJob(
                            JobBuilder.newJob(Note.class).withIdentity("note").build(),
                            TriggerBuilder.newTrigger()
                                    .withIdentity("often")
                                    .withSchedule(SimpleScheduleBuilder.simpleSchedule()
                                            .withIntervalInMilliseconds(200)
                                            .withRepeatCount(TIMES - 1))
                                    .build());

            await().atMost(20, SECONDS).until(() -> !one.getObject().checkExists(often()));

            assertThat(fired).hasSize(TIMES).doesNotHaveDuplicates();
            assertThat(JdbcClient.create(TestDatabase.dataSource())
                            .sql("select count(*) from quartz.qrtz_scheduler_state")
                            .query(Long.class)
                            .single())
                    .isEqualTo(2);
        } finally {
            one.destroy();
            two.destroy();
        }
    }

    private static org.quartz.TriggerKey often() {
        return new org.quartz.TriggerKey("often");
    }

    /** As the hub's own settings make it. */
    private static SchedulerFactoryBean node(String name, Queue<Date> fired) throws Exception {
        var settings = new YamlPropertySourceLoader()
                .load("hub", new ClassPathResource("application.yaml"))
                .get(0);
        var properties = new Properties();
        var prefix = "spring.quartz.properties.";
        for (var key : ((org.springframework.core.env.EnumerablePropertySource<?>) settings).getPropertyNames()) {
            if (key.startsWith(prefix)) {
                properties.setProperty(key.substring(prefix.length()), String.valueOf(settings.getProperty(key)));
            }
        }
        properties.setProperty(Scheduler.class.getPackageName() + ".scheduler.instanceId", name);
        var factory = new SchedulerFactoryBean();
        factory.setSchedulerName("shared-schedules-test");
        factory.setQuartzProperties(properties);
        factory.setDataSource(TestDatabase.dataSource());
        factory.setTransactionManager(new DataSourceTransactionManager(TestDatabase.dataSource()));
        factory.setSchedulerContextAsMap(Map.of("fired", fired));
        factory.setAutoStartup(false);
        factory.setWaitForJobsToCompleteOnShutdown(true);
        factory.afterPropertiesSet();
        return factory;
    }

    /** Notes which of its times it stands for. */
    public static class Note implements Job {
        @Override
        @SuppressWarnings("unchecked")
        public void execute(JobExecutionContext context) {
            try {
                ((Queue<Date>) context.getScheduler().getContext().get("fired")).add(context.getScheduledFireTime());
            } catch (org.quartz.SchedulerException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
