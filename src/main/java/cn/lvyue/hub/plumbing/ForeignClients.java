package cn.lvyue.hub.plumbing;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.settings.impl.PageFullMessagePolicy;

/**
 * What the embedded broker offers to foreign clients: a port, a queue per feed to send to, a queue per client to be answered at,
 * and no way to anything else.
 */
final class ForeignClients {
    static final String IN = "hub.in.";
    static final String REPLY = "hub.reply.";

    /** What was sent to {@code hub.in.*} and could not be taken; the hub lists it as failed exchanges. */
    static final String DEAD = "hub.dead.in";

    private static final int FOR_EVER = -1;

    private final BrokerSettings settings;
    private final BrokerClientsSettings clients;

    ForeignClients(BrokerSettings settings, BrokerClientsSettings clients) {
        this.settings = settings;
        this.clients = clients;
    }

    void addTo(Configuration configuration) {
        if (settings.amqpPort() > 0) {
            configuration.addAcceptorConfiguration(acceptor());
        }
        configuration.addAddressSetting(IN + "#", incoming());
        configuration.addAddressSetting(REPLY + "#", outgoing());
        configuration.addAddressSetting(DEAD, dead());
        addQueue(configuration, DEAD);
        var senders = new HashMap<String, Set<Role>>();
        clients.clients().forEach((name, client) -> {
            senders.computeIfAbsent(client.feed(), feed -> new HashSet<>()).add(sender(name));
            addQueue(configuration, REPLY + name);
            configuration.putSecurityRoles(REPLY + name, Set.of(EmbeddedBroker.everything(), consumer(name)));
        });
        senders.forEach((feed, roles) -> {
            roles.add(EmbeddedBroker.everything());
            addQueue(configuration, IN + feed);
            configuration.putSecurityRoles(IN + feed, roles);
        });
    }

    void addTo(SecurityConfiguration users) {
        clients.clients().forEach((name, client) -> {
            users.addUser(name, client.password());
            users.addRole(name, role(name));
        });
    }

    private TransportConfiguration acceptor() {
        Map<String, Object> values = new HashMap<>();
        values.put(TransportConstants.HOST_PROP_NAME, clients.bind());
        values.put(TransportConstants.PORT_PROP_NAME, settings.amqpPort());
        values.put(TransportConstants.PROTOCOLS_PROP_NAME, "CORE,AMQP");
        var keystore = clients.keystore();
        var password = clients.keystorePassword();
        if (keystore != null && password != null) {
            values.put(TransportConstants.SSL_ENABLED_PROP_NAME, true);
            values.put(TransportConstants.KEYSTORE_TYPE_PROP_NAME, "PKCS12");
            values.put(
                    TransportConstants.KEYSTORE_PATH_PROP_NAME,
                    keystore.toAbsolutePath().toString());
            values.put(TransportConstants.KEYSTORE_PASSWORD_PROP_NAME, password);
        }
        return new TransportConfiguration(NettyAcceptorFactory.class.getName(), values, "foreign");
    }

    /** One consumer at a time: what a feed sends is archived in the order it was sent. */
    private AddressSettings incoming() {
        return plain().setDeadLetterAddress(SimpleString.of(DEAD))
                .setExpiryAddress(SimpleString.of(DEAD))
                .setMaxDeliveryAttempts(settings.maxAttempts())
                .setRedeliveryDelay(settings.redeliveryDelay().toMillis())
                .setRedeliveryMultiplier(3)
                .setMaxRedeliveryDelay(settings.maxRedeliveryDelay().toMillis())
                .setPageLimitBytes(clients.clientQueueLimit().toBytes())
                .setPageFullMessagePolicy(PageFullMessagePolicy.FAIL)
                .setDefaultExclusiveQueue(true);
    }

    private AddressSettings outgoing() {
        return plain().setDefaultExclusiveQueue(false);
    }

    /** A dead letter has no further grave: it waits until the hub can list it. */
    private AddressSettings dead() {
        return plain().setMaxDeliveryAttempts(FOR_EVER)
                .setRedeliveryDelay(settings.redeliveryDelay().toMillis())
                .setRedeliveryMultiplier(3)
                .setMaxRedeliveryDelay(settings.maxRedeliveryDelay().toMillis())
                .setDefaultExclusiveQueue(true);
    }

    /** A client that does not say what it means by an address means a queue. */
    private static AddressSettings plain() {
        return new AddressSettings()
                .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                .setDefaultQueueRoutingType(RoutingType.ANYCAST)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false);
    }

    private static void addQueue(Configuration configuration, String name) {
        configuration.addQueueConfiguration(QueueConfiguration.of(name).setRoutingType(RoutingType.ANYCAST));
    }

    private static String role(String client) {
        return "client-" + client;
    }

    private static Role sender(String client) {
        return new Role(
                role(client), true, false, false, false, false, false, false, false, false, false, false, false);
    }

    private static Role consumer(String client) {
        return new Role(role(client), false, true, false, false, false, false, false, true, false, false, false, false);
    }
}
