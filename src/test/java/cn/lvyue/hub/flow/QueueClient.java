package cn.lvyue.hub.flow;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.qpid.jms.JmsConnectionFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A foreign system that sends to a feed's queue over AMQP 1.0 and is answered at its reply queue. */
public final class QueueClient implements AutoCloseable {
    /** What sample settings give one client: user name, password and feed. */
    public static final String PASSWORD = "a-password-only-for-tests";

    private static final long PATIENCE_MILLIS = 120_000;

    private final Connection connection;
    private final Session session;
    private final MessageProducer producer;
    private final MessageConsumer answers;
    private final Queue replyTo;

    private QueueClient(Connection connection, String user, String feed) throws JMSException {
        this.connection = connection;
        this.session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        this.producer = session.createProducer(session.createQueue("hub.in." + feed));
        this.replyTo = session.createQueue("hub.reply." + user);
        this.answers = session.createConsumer(replyTo);
    }

    /** Settings of a hub with one client, named as its feed. */
    public static Map<String, String> settings(int port, String feed) {
        return Map.of(
                "hub.broker.amqp-port",
                Integer.toString(port),
                "hub.broker.clients." + feed + ".password",
                PASSWORD,
                "hub.broker.clients." + feed + ".feed",
                feed);
    }

    /** Connects as the client {@link #settings} describes. */
    public static QueueClient connect(int port, String feed) throws JMSException {
        var connection = new JmsConnectionFactory(feed, PASSWORD, "amqp://127.0.0.1:" + port).createConnection();
        connection.start();
        return new QueueClient(connection, feed, feed);
    }

    public Session session() {
        return session;
    }

    /** Sends one message, without waiting for its outcome. */
    public void send(Message message) throws JMSException {
        producer.send(message);
    }

    /** Sends one body as bytes, without waiting for its outcome. */
    public void send(byte[] body) throws JMSException {
        send(bytes(body));
    }

    private Message bytes(byte[] body) throws JMSException {
        var message = session.createBytesMessage();
        message.writeBytes(body);
        return message;
    }

    /**
     * Sends bodies one after the other and waits for all outcomes.
     *
     * @return the message summaries in the order of sending, each with its {@code messageId}
     */
    public List<JsonNode> sendAndWait(List<byte[]> bodies) throws JMSException {
        var asked = new ArrayList<String>();
        for (var body : bodies) {
            var message = bytes(body);
            message.setJMSReplyTo(replyTo);
            message.setJMSCorrelationID(UUID.randomUUID().toString());
            asked.add(message.getJMSCorrelationID());
            send(message);
        }
        var found = new HashMap<String, JsonNode>();
        while (found.size() < asked.size()) {
            var answer = (TextMessage) answers.receive(PATIENCE_MILLIS);
            if (answer == null) {
                throw new AssertionError("%d of %d answers came".formatted(found.size(), asked.size()));
            }
            found.put(answer.getJMSCorrelationID(), new JsonMapper().readTree(answer.getText()));
        }
        return asked.stream().map(found::get).toList();
    }

    /** Sends one message of any kind and waits for its outcome. */
    public JsonNode ask(Message message) throws JMSException {
        message.setJMSReplyTo(replyTo);
        send(message);
        if (answers.receive(PATIENCE_MILLIS) instanceof TextMessage answer
                && message.getJMSMessageID().equals(answer.getJMSCorrelationID())) {
            return new JsonMapper().readTree(answer.getText());
        }
        throw new AssertionError("no answer came");
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }
}
