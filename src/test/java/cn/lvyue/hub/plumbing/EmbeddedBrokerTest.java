package cn.lvyue.hub.plumbing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.lvyue.hub.flow.Ports;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;

class EmbeddedBrokerTest {
    private static final String QUEUE = "hub.messages";
    private static final BrokerClientsSettings NOBODY =
            new BrokerClientsSettings("127.0.0.1", null, null, DataSize.ofGigabytes(1), Map.of());

    private final Path home = Path.of(
                    "target/embedded-broker-test-" + ProcessHandle.current().pid())
            .toAbsolutePath();

    @BeforeEach
    void makeHome() throws IOException {
        Files.createDirectories(home);
    }

    @AfterEach
    void removeHome() throws IOException {
        FileSystemUtils.deleteRecursively(home);
    }

    @Test
    void aMessageSurvivesARestart() throws Exception {
        try (var broker = start()) {
            template(broker).convertAndSend(QUEUE, "42");
        }
        try (var broker = start()) {
            assertThat(template(broker).receiveAndConvert(QUEUE)).isEqualTo("42");
            assertThat(template(broker).receiveAndConvert(QUEUE)).isNull();
        }
    }

    @Test
    void aMessageThatCannotBeHandledIsPutAsideAfterTheLastAttempt() throws Exception {
        try (var broker = start()) {
            template(broker).convertAndSend(QUEUE, "42");

            rejectOnce(broker);
            rejectOnce(broker);

            assertThat(template(broker).receiveAndConvert(QUEUE)).isNull();
            assertThat(template(broker).receiveAndConvert(EmbeddedBroker.DEAD)).isEqualTo("42");
        }
    }

    @Test
    void asksForThePassword() throws Exception {
        try (var broker = start();
                var stranger = new ActiveMQConnectionFactory(broker.access().url(), "hub", "wrong")) {
            assertThatThrownBy(stranger::createConnection).isInstanceOf(JMSException.class);
        }
    }

    @Test
    void listensOnLoopbackOnlyIfAPortIsSet() throws Exception {
        int port = Ports.free();
        var settings = new BrokerSettings(null, null, null, port, 2, Duration.ofMillis(10), Duration.ofMillis(10));
        try (var broker = EmbeddedBroker.start(home, settings, NOBODY)) {
            var amqp = new byte[] {'A', 'M', 'Q', 'P', 3, 1, 0, 0};
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(5_000);
                socket.getOutputStream().write(amqp);
                assertThat(socket.getInputStream().readNBytes(4)).startsWith('A', 'M', 'Q', 'P');
            }
            assertThat(broker.access().url()).startsWith("vm://");
        }
    }

    @Test
    void aBrokerThatCannotServeFailsTheStart() throws Exception {
        var folder = Files.createDirectories(home.resolve("artemis"));
        Files.writeString(folder.resolve("journal"), "a file where the journal's folder must be");

        assertThatThrownBy(this::start)
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("内置消息代理 Artemis 未能启动")
                .hasMessageContaining("The embedded broker Artemis did not start")
                .hasMessageContaining(folder.toString());
    }

    @Test
    void aJournalInUseFailsTheStartInsteadOfWaitingForEver() throws Exception {
        try (var first = start()) {
            var second = new BrokerSettings(null, null, null, 0, 2, Duration.ofMillis(10), Duration.ofMillis(10));
            var sameFolderByAnotherName =
                    Files.createSymbolicLink(home.resolveSibling(home.getFileName() + "-b"), home);
            try {
                assertThatThrownBy(() -> EmbeddedBroker.start(sameFolderByAnotherName, second, NOBODY))
                        .isInstanceOf(CannotStart.class);
            } finally {
                Files.delete(sameFolderByAnotherName);
            }
            template(first).convertAndSend(QUEUE, "still serving");
            assertThat(template(first).receiveAndConvert(QUEUE)).isEqualTo("still serving");
        }
    }

    private EmbeddedBroker start() {
        return EmbeddedBroker.start(
                home, new BrokerSettings(null, null, null, 0, 2, Duration.ofMillis(10), Duration.ofMillis(10)), NOBODY);
    }

    private static JmsTemplate template(EmbeddedBroker broker) {
        var template = new JmsTemplate(broker.access().connections());
        template.setReceiveTimeout(500);
        return template;
    }

    private static void rejectOnce(EmbeddedBroker broker) throws JMSException {
        try (var connection = broker.access().connections().createConnection();
                var session = connection.createSession(true, Session.SESSION_TRANSACTED);
                var consumer = session.createConsumer(session.createQueue(QUEUE))) {
            connection.start();
            assertThat(consumer.receive(5_000)).isNotNull();
            session.rollback();
        }
    }
}
