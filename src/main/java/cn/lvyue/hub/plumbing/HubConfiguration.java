package cn.lvyue.hub.plumbing;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What everything else stands on: the data folder, held by one hub at a time. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HubSettings.class)
class HubConfiguration {
    @Bean
    HubLock hubLock(HubSettings settings) {
        return HubLock.take(settings.home());
    }
}
