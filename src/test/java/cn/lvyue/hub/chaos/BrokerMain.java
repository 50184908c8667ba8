package cn.lvyue.hub.chaos;

import java.nio.file.Path;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.utils.critical.CriticalAnalyzerPolicy;

/** An Artemis in a process of its own, as an installation would run one. Arguments: port, folder. */
final class BrokerMain {
    private static final int BUFFER_NANOS = 100_000;

    private BrokerMain() {}

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[1]);
        var dead = SimpleString.of("hub.dead");
        var configuration = new ConfigurationImpl()
                .setName("outside")
                .setPersistenceEnabled(true)
                .setJournalType(JournalType.NIO)
                .setJournalBufferTimeout_NIO(BUFFER_NANOS)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setJMXManagementEnabled(false)
                .setSecurityEnabled(false)
                .setMaxDiskUsage(-1)
                .setCriticalAnalyzerPolicy(CriticalAnalyzerPolicy.LOG)
                .addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + arguments[0])
                .addAddressSetting(
                        "#",
                        new AddressSettings()
                                .setDeadLetterAddress(dead)
                                .setMaxDeliveryAttempts(-1)
                                .setRedeliveryDelay(200)
                                .setDefaultExclusiveQueue(true)
                                .setAutoDeleteQueues(false)
                                .setAutoDeleteAddresses(false))
                .addQueueConfiguration(QueueConfiguration.of(dead).setRoutingType(RoutingType.ANYCAST));
        ActiveMQServers.newActiveMQServer(configuration).start();
    }
}
