package cn.lvyue.hub.ops;

import cn.lvyue.hub.record.Pauses;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({OperationSettings.class, ReportSettings.class})
class OperationConfiguration {

    /** Health {@code arrivals}: feeds that are silent. */
    @Bean
    AlarmHealth arrivalsHealthIndicator(AlarmService alarms) {
        return new AlarmHealth(alarms, true);
    }

    /** Health {@code alarms}: everything else somebody has to look at. */
    @Bean
    AlarmHealth alarmsHealthIndicator(AlarmService alarms) {
        return new AlarmHealth(alarms, false);
    }

    /** Health {@code sources}: those that are paused. */
    @Bean
    PauseHealth sourcesHealthIndicator(Pauses pauses) {
        return new PauseHealth(pauses);
    }
}
