package cn.lvyue.hub.delivery;

import java.util.Random;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
@EnableConfigurationProperties({DeliverySettings.class, TargetsSettings.class, ScheduleSettings.class})
class DeliveryConfiguration {
    /** Spreads retries, so that many packages that failed together do not come back together. */
    @Bean
    Patience patience(DeliverySettings settings) {
        return new Patience(settings, new Random());
    }
}
