package cn.lvyue.hub.delivery;

import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

@Configuration
@EnableConfigurationProperties({DeliverySettings.class, TargetsSettings.class, ScheduleSettings.class})
class DeliveryConfiguration {
    /** Not for Spring's own use: only the routes name them. Each target has its own, so that none waits for another. */
    @Bean(autowireCandidate = false)
    ExecutorService provincialInFlight(DeliverySettings settings) {
        return inFlight("provincial-package-", settings);
    }

    @Bean(autowireCandidate = false)
    ExecutorService nationalInFlight(DeliverySettings settings) {
        return inFlight("national-package-", settings);
    }

    private static ExecutorService inFlight(String name, DeliverySettings settings) {
        return Executors.newFixedThreadPool(settings.retry().inFlight(), new CustomizableThreadFactory(name));
    }

    /** Spreads retries, so that many packages that failed together do not come back together. */
    @Bean
    Patience patience(DeliverySettings settings) {
        return new Patience(settings, new Random());
    }
}
