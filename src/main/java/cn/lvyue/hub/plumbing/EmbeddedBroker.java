package cn.lvyue.hub.plumbing;

import cn.lvyue.hub.record.SecretFiles;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.apache.activemq.artemis.utils.critical.CriticalAnalyzerPolicy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded Artemis with a synced journal in {@code home/artemis}. The hub reaches it inside the process with a generated
 * password; foreign clients reach it if a port is set, each with its own.
 */
final class EmbeddedBroker implements AutoCloseable {
    static final String DEAD = "hub.dead";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final String USER = "hub";
    private static final int BUFFER_NANOS = 100_000; // Artemis's own 3.3 ms is what one synced send then takes
    private static final long LOCK_MILLIS = 5_000;
    private static final int ACTIVATION_SECONDS = 60;
    private static final long MEMORY = 64L << 20; // beyond it queues go to disk

    private final ActiveMQServer server;
    private final BrokerAccess access;

    private EmbeddedBroker(ActiveMQServer server, BrokerAccess access) {
        this.server = server;
        this.access = access;
    }

    /**
     * Starts a broker and makes sure that it serves: Artemis itself only logs a failure and leaves a dead broker behind.
     *
     * @throws CannotStart if it does not come up
     */
    static EmbeddedBroker start(Path home, BrokerSettings settings, BrokerClientsSettings clients) {
        var password = new SecretFiles(home.resolve("secrets")).secret("artemis");
        // One broker per data folder in one process, whatever other brokers the process holds.
        var url = "vm://" + (home.hashCode() & Integer.MAX_VALUE);
        var failure = new AtomicReference<Exception>();
        try {
            var configuration = configuration(home, settings, url);
            var foreign = new ForeignClients(settings, clients);
            foreign.addTo(configuration);
            var server = ActiveMQServers.newActiveMQServer(configuration, null, security(password, foreign));
            server.registerActivationFailureListener(failure::set);
            server.start();
            if (!serves(server, failure)) {
                server.stop();
                throw cannotStart(home, failure.get());
            }
            log.info(
                    "embedded Artemis {} is ready, journal in {}",
                    server.getVersion().getFullVersion(),
                    folder(home));
            return new EmbeddedBroker(server, new BrokerAccess(url, USER, password));
        } catch (CannotStart e) {
            throw e;
        } catch (Exception e) {
            throw cannotStart(home, e);
        }
    }

    private static boolean serves(ActiveMQServer server, AtomicReference<Exception> failure)
            throws InterruptedException {
        for (int second = 0; second < ACTIVATION_SECONDS && failure.get() == null; second++) {
            if (server.waitForActivation(1, TimeUnit.SECONDS)) {
                break;
            }
        }
        return failure.get() == null && server.isActive();
    }

    BrokerAccess access() {
        return access;
    }

    private static CannotStart cannotStart(Path home, @Nullable Exception cause) {
        return new CannotStart(
                "内置消息代理 Artemis 未能启动：%s。它的数据在 %s；也可用 hub.broker.url 指定外部消息代理。".formatted(cause, folder(home)),
                "The embedded broker Artemis did not start: %s. Its data is in %s; hub.broker.url names an outside broker."
                        .formatted(cause, folder(home)),
                cause);
    }

    private static Path folder(Path home) {
        return home.resolve("artemis");
    }

    private static Configuration configuration(Path home, BrokerSettings settings, String url) throws Exception {
        var folder = folder(home);
        return new ConfigurationImpl()
                .setName("lvyue-hub")
                .setPersistenceEnabled(true)
                .setJournalType(JournalType.NIO)
                .setJournalBufferTimeout_NIO(BUFFER_NANOS)
                .setJournalLockAcquisitionTimeout(LOCK_MILLIS)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setJMXManagementEnabled(false)
                .setSecurityEnabled(true)
                .setGlobalMaxSize(MEMORY)
                // Artemis would make senders wait for ever on a full disk; the database beside it fails with a reason.
                .setMaxDiskUsage(-1)
                .addAcceptorConfiguration("in-process", url)
                .addAddressSetting("#", redelivery(settings))
                .putSecurityRoles("#", Set.of(everything()))
                .addQueueConfiguration(QueueConfiguration.of(DEAD).setRoutingType(RoutingType.ANYCAST))
                .setCriticalAnalyzerPolicy(CriticalAnalyzerPolicy.LOG);
    }

    private static AddressSettings redelivery(BrokerSettings settings) {
        return new AddressSettings()
                .setDeadLetterAddress(SimpleString.of(DEAD))
                .setExpiryAddress(SimpleString.of(DEAD))
                .setMaxDeliveryAttempts(settings.maxAttempts())
                .setRedeliveryDelay(settings.redeliveryDelay().toMillis())
                .setRedeliveryMultiplier(3)
                .setMaxRedeliveryDelay(settings.maxRedeliveryDelay().toMillis())
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setDefaultExclusiveQueue(true) // one consumer at a time: a lane keeps its order
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false);
    }

    static Role everything() {
        return new Role(USER, true, true, true, true, true, true, true, true, true, true, false, false);
    }

    private static ActiveMQJAASSecurityManager security(String password, ForeignClients foreign) {
        var users = new SecurityConfiguration();
        users.addUser(USER, password);
        users.addRole(USER, USER);
        foreign.addTo(users);
        return new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users);
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
