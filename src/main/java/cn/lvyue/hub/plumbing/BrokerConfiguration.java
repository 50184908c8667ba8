package cn.lvyue.hub.plumbing;

import jakarta.jms.ConnectionFactory;
import java.util.Objects;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.jms.JmsConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.connection.CachingConnectionFactory;

/** The broker and the component {@code jms} of the routes. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({BrokerSettings.class, BrokerClientsSettings.class})
class BrokerConfiguration {
    private static final int CACHED_SESSIONS = 32;

    /** Runs Artemis inside the hub unless {@code hub.broker.url} names a broker. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "hub.broker.url", havingValue = "embedded", matchIfMissing = true)
    static class EmbeddedBrokerConfiguration {
        @Bean
        EmbeddedBroker embeddedBroker(
                HubLock lock, HubSettings hub, BrokerSettings settings, BrokerClientsSettings clients) {
            return EmbeddedBroker.start(hub.home(), settings, clients);
        }

        @Bean
        BrokerAccess embeddedBrokerAccess(EmbeddedBroker broker) {
            return broker.access();
        }
    }

    /** An outside broker. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("hub.broker.url")
    static class OutsideBrokerConfiguration {
        @Bean
        BrokerAccess outsideBrokerAccess(BrokerSettings settings) {
            return new BrokerAccess(Objects.requireNonNull(settings.url()), settings.user(), settings.password());
        }
    }

    /** For senders: one connection, its sessions and producers kept. */
    @Bean
    CachingConnectionFactory connectionFactory(BrokerAccess access) {
        var connections = new CachingConnectionFactory(access.connections());
        connections.setSessionCacheSize(CACHED_SESSIONS);
        connections.setCacheConsumers(false);
        return connections;
    }

    /**
     * Listeners keep their own connections and consumers. A transacted endpoint uses the session's own transaction: there is
     * no second resource to agree with, because every step may run twice.
     */
    @Bean
    JmsComponent jms(ConnectionFactory senders, BrokerAccess access) {
        var configuration = new JmsConfiguration(senders);
        configuration.setTemplateConnectionFactory(senders);
        configuration.setListenerConnectionFactory(access.connections());
        configuration.setLazyCreateTransactionManager(false);
        configuration.setCacheLevelName("CACHE_CONSUMER");
        return new JmsComponent(configuration);
    }
}
