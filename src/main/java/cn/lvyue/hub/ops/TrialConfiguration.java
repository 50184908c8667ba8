package cn.lvyue.hub.ops;

import cn.lvyue.hub.delivery.Deliveries;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.record.Reception;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/** Plays the samples when the application is ready, beside it: the hub answers meanwhile. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("hub.trial.play-samples")
@EnableConfigurationProperties(TrialSettings.class)
class TrialConfiguration {

    @Bean
    TrialRun trialRun(
            Reception reception, TrialRun.HubViews views, TrialSettings settings, TrialReport report, Clock clock) {
        return new TrialRun(new Samples(settings.samples()), new SamplePlayer(reception), views, report, clock);
    }

    @Bean
    TrialRun.HubViews trialViews(Ledger ledger, Deliveries deliveries, StatusService status) {
        return new TrialRun.HubViews(ledger, deliveries, status);
    }

    @Bean
    TrialReport trialReport(Environment environment) {
        return new TrialReport(Terminal.out(), () -> addresses(environment));
    }

    @Bean
    Starter trialStarter(TrialRun run, TrialSettings settings) {
        return new Starter(new Thread(() -> run.run(settings.trial().patience()), "trial"));
    }

    private static List<String> addresses(Environment environment) {
        var base = "http://localhost:" + environment.getProperty("local.server.port", "8080");
        return List.of(
                "地址 addresses:",
                "  网页 pages     " + base + "/",
                "  接口 API       " + base + "/api/v1/status",
                "  接口文档 docs   " + base + "/api/v1/openapi",
                "  健康 health    " + base + "/actuator/health");
    }

    /** Starts the run once and stops it with the application. */
    static final class Starter {
        private final Thread thread;

        Starter(Thread thread) {
            this.thread = thread;
            thread.setDaemon(true);
        }

        @EventListener(ApplicationReadyEvent.class)
        void start() {
            thread.start();
        }

        @EventListener(ContextClosedEvent.class)
        void stop() {
            thread.interrupt();
        }
    }
}
