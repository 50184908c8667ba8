package cn.lvyue.hub.plumbing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.lvyue.hub.flow.Ports;
import cn.lvyue.hub.plumbing.BrokerClientsSettings.BrokerClient;
import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Session;
import jakarta.validation.Validation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;

/** Foreign clients at the embedded broker, over AMQP 1.0 and over Artemis' own protocol. */
class ForeignClientsTest {
    private static final String PASSWORD = "credit-site-password";
    private static final Map<String, BrokerClient> CLIENTS = Map.of(
            "credit", new BrokerClient(PASSWORD, "credit-site"),
            "hotline", new BrokerClient("hotline-12345-password", "hotline-12345"));

    private final Path home = Path.of(
                    "target/foreign-clients-test-" + ProcessHandle.current().pid())
            .toAbsolutePath();
    private int port;
    private EmbeddedBroker broker;

    @BeforeEach
    void startBroker() throws IOException {
        Files.createDirectories(home);
        port = Ports.free();
        broker = start(new BrokerClientsSettings("127.0.0.1", null, null, DataSize.ofMegabytes(512), CLIENTS));
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
        FileSystemUtils.deleteRecursively(home);
    }

    @Test
    void aClientSendsToItsFeedsQueueInBothProtocols() {
        for (var client : List.of(amqp("credit", PASSWORD), core("credit", PASSWORD))) {
            new JmsTemplate(client).convertAndSend("hub.in.credit-site", "{}");
        }

        assertThat(hub().receiveAndConvert("hub.in.credit-site")).isEqualTo("{}");
        assertThat(hub().receiveAndConvert("hub.in.credit-site")).isEqualTo("{}");
        assertThat(hub().receiveAndConvert("hub.in.credit-site")).isNull();
    }

    @Test
    void aWrongPasswordOpensNoConnection() {
        for (var client : List.of(
                amqp("credit", "wrong"), core("credit", "wrong"), amqp("hub", "hub"), amqp("nobody", PASSWORD))) {
            assertThatThrownBy(client::createConnection).isInstanceOf(JMSException.class);
        }
    }

    @Test
    void nothingButItsFeedsQueueTakesWhatAClientSends() {
        for (var client : List.of(amqp("credit", PASSWORD), core("credit", PASSWORD))) {
            for (var queue : List.of(
                    "hub.in.hotline-12345",
                    "hub.messages.credit-site",
                    "hub.reply.hotline",
                    "hub.dead.in",
                    "new.queue")) {
                assertThatThrownBy(() -> new JmsTemplate(client).convertAndSend(queue, "{}"))
                        .as(queue)
                        .isInstanceOf(org.springframework.jms.JmsException.class);
                assertThat(hub().receiveAndConvert(queue)).as(queue).isNull();
            }
        }
    }

    @Test
    void aClientReadsItsAnswersAndNothingElse() throws JMSException {
        hub().convertAndSend("hub.in.credit-site", "what another client of the feed sent");
        hub().convertAndSend("hub.reply.hotline", "for another client");
        hub().convertAndSend("hub.reply.credit", "for me");

        for (var client : List.of(amqp("credit", PASSWORD), core("credit", PASSWORD))) {
            for (var queue :
                    List.of("hub.in.credit-site", "hub.reply.hotline", "hub.dead.in", "hub.messages.credit-site")) {
                try (var connection = client.createConnection();
                        var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
                    assertThatThrownBy(() -> session.createConsumer(session.createQueue(queue)))
                            .as(queue)
                            .isInstanceOf(JMSSecurityException.class);
                }
            }
        }
        assertThat(new JmsTemplate(amqp("credit", PASSWORD)).receiveAndConvert("hub.reply.credit"))
                .isEqualTo("for me");
    }

    @Test
    void whatWasSentSurvivesARestartOfTheBroker() throws Exception {
        new JmsTemplate(amqp("credit", PASSWORD)).convertAndSend("hub.in.credit-site", "{}");

        broker.close();
        startAgain();

        assertThat(hub().receiveAndConvert("hub.in.credit-site")).isEqualTo("{}");
    }

    @Test
    void aLargeMessageOverAmqpComesWhole() throws JMSException {
        var body = new byte[3_000_000];
        new java.util.Random(7).nextBytes(body);
        new JmsTemplate(amqp("credit", PASSWORD)).send("hub.in.credit-site", session -> {
            var message = session.createBytesMessage();
            message.writeBytes(body);
            return message;
        });

        var received = (BytesMessage) hub().receive("hub.in.credit-site");

        assertThat(received.getBody(byte[].class)).isEqualTo(body);
    }

    @Test
    void whatIsGivenUpOrExpiresLiesAmongTheDeadLetters() throws JMSException {
        var client = new JmsTemplate(amqp("credit", PASSWORD));
        client.convertAndSend("hub.in.credit-site", "poison");
        for (int attempt = 0; attempt < 2; attempt++) {
            try (var connection = broker.access().connections().createConnection();
                    var session = connection.createSession(true, Session.SESSION_TRANSACTED);
                    var consumer = session.createConsumer(session.createQueue("hub.in.credit-site"))) {
                connection.start();
                assertThat(consumer.receive(10_000)).isNotNull();
                session.rollback();
            }
        }
        var dead = hub().receive("hub.dead.in");

        assertThat(dead.getBody(String.class)).isEqualTo("poison");
        assertThat(dead.getStringProperty("_AMQ_ORIG_ADDRESS")).isEqualTo("hub.in.credit-site");
    }

    @Test
    void anObjectIsNeverMadeOfWhatCame() throws JMSException {
        new JmsTemplate(core("credit", PASSWORD))
                .send(
                        "hub.in.credit-site",
                        session -> session.createObjectMessage(new ArrayList<>(List.of("payload"))));

        var received = (ObjectMessage) hub().receive("hub.in.credit-site");

        assertThatThrownBy(received::getObject).isInstanceOf(JMSException.class);
    }

    @Test
    void aBindAddressThatOthersReachNeedsAKeystore() {
        assertThat(new BrokerClientsSettings("0.0.0.0", null, null, DataSize.ofGigabytes(1), Map.of())
                        .isSecretOnTheWay())
                .isFalse();
        assertThat(new BrokerClientsSettings("0.0.0.0", Path.of("k.p12"), "x", DataSize.ofGigabytes(1), Map.of())
                        .isSecretOnTheWay())
                .isTrue();
    }

    @Test
    void settingsNameAClientByItsUser() {
        var values = Map.of(
                "hub.broker.clients.credit-site.password",
                PASSWORD,
                "hub.broker.clients.credit-site.feed",
                "credit-site");

        var settings = new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("hub.broker", BrokerClientsSettings.class);

        assertThat(settings.clients()).containsEntry("credit-site", new BrokerClient(PASSWORD, "credit-site"));
        assertThat(settings.toString()).doesNotContain(PASSWORD);
    }

    @Test
    void aPasswordThatIsTooShortIsRefusedWithoutBeingPrinted() {
        try (var rules = Validation.buildDefaultValidatorFactory()) {
            assertThat(rules.getValidator().validate(new BrokerClient("short", "credit-site")))
                    .singleElement()
                    .satisfies(refused -> assertThat(refused.getInvalidValue()).isNotEqualTo("short"))
                    .satisfies(refused -> assertThat(refused.getMessage()).contains("至少 16 个字符", "at least 16"));
        }
    }

    @Test
    void withAKeystoreTheClientSpeaksTls() throws Exception {
        broker.close();
        var keystore = home.resolve("broker.p12");
        makeKey(keystore);
        broker = start(new BrokerClientsSettings("127.0.0.1", keystore, "changeit", DataSize.ofGigabytes(1), CLIENTS));
        var trust = "?transport.trustStoreLocation=%s&transport.trustStorePassword=changeit".formatted(keystore);

        var secret = new JmsConnectionFactory("credit", PASSWORD, "amqps://localhost:" + port + trust);
        new JmsTemplate(secret).convertAndSend("hub.in.credit-site", "{}");

        assertThat(hub().receiveAndConvert("hub.in.credit-site")).isEqualTo("{}");
        assertThatThrownBy(amqp("credit", PASSWORD)::createConnection).isInstanceOf(JMSException.class);
    }

    /** With the JDK's own tool, as the documentation tells operators to. */
    private static void makeKey(Path keystore) throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "broker",
                        "-keyalg",
                        "EC",
                        "-validity",
                        "2",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keystore.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
        try (InputStream file = Files.newInputStream(keystore)) {
            KeyStore.getInstance("PKCS12").load(file, "changeit".toCharArray());
        }
    }

    private void startAgain() {
        broker = start(new BrokerClientsSettings("127.0.0.1", null, null, DataSize.ofMegabytes(512), CLIENTS));
    }

    private EmbeddedBroker start(BrokerClientsSettings clients) {
        var settings = new BrokerSettings(null, null, null, port, 2, Duration.ofMillis(10), Duration.ofMillis(10));
        return EmbeddedBroker.start(home, settings, clients);
    }

    private JmsTemplate hub() {
        var template = new JmsTemplate(broker.access().connections());
        template.setReceiveTimeout(500);
        return template;
    }

    private ConnectionFactory amqp(String user, String password) {
        return new JmsConnectionFactory(
                user, password, "amqp://127.0.0.1:" + port + "?jms.connectTimeout=10000&jms.requestTimeout=10000");
    }

    private ConnectionFactory core(String user, String password) {
        return new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port, user, password);
    }
}
