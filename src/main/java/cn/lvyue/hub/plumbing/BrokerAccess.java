package cn.lvyue.hub.plumbing;

import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;

/** How the broker is reached, embedded or outside. */
record BrokerAccess(
        String url, @Nullable String user, @Nullable String password) {
    ActiveMQConnectionFactory connections() {
        var connections = new ActiveMQConnectionFactory(url, user, password);
        // No prefetch: a message stands for minutes of work perhaps, and must not wait behind a busy consumer.
        connections.setConsumerWindowSize(0);
        // Whoever may send may send an object; none is ever made of what came.
        connections.setDeserializationDenyList("*");
        return connections;
    }

    @Override
    public String toString() {
        return url;
    }
}
