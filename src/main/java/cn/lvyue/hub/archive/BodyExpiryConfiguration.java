package cn.lvyue.hub.archive;

import cn.lvyue.hub.record.Expiring;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What of the archive may come of age: bodies of sources, and those exchanged with platforms. */
@Configuration(proxyBeanMethods = false)
class BodyExpiryConfiguration {
    @Bean
    Expiring messageBodies(JdbcClient jdbc) {
        return new BodyExpiry("message-bodies", jdbc);
    }

    @Bean
    Expiring exchangeBodies(JdbcClient jdbc) {
        return new BodyExpiry("exchange-bodies", jdbc);
    }
}
