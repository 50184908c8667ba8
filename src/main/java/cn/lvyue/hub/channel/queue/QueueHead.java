package cn.lvyue.hub.channel.queue;

import cn.lvyue.hub.record.Arrival;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.signing.Sm3;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.jspecify.annotations.Nullable;

/** What a sender may say about its message, in properties. */
final class QueueHead {
    /** The sender's idempotency key, as {@code Idempotency-Key} is over HTTP. */
    static final String ONCE_KEY = "hub_once_key";

    static final String FILENAME = "hub_filename";
    static final String CONTENT_TYPE = "hub_content_type";

    /** Where Artemis keeps the content type an AMQP client declared. */
    private static final String AMQP_CONTENT_TYPE = "JMS_AMQP_ContentType";

    /** Where Artemis keeps the id an AMQP client gave. */
    private static final String AMQP_ID = "NATIVE_MESSAGE_ID";

    private static final int LONGEST = 255;

    private QueueHead() {}

    static Arrival arrival(FeedId feed, Message message, byte[] body) throws JMSException {
        return new Arrival(
                feed,
                Channel.JMS,
                text(message, FILENAME).orElse(null),
                text(message, CONTENT_TYPE)
                        .or(() -> quietly(message, AMQP_CONTENT_TYPE))
                        .orElse(null),
                onceKey(message, body),
                new ByteArrayInputStream(body));
    }

    /**
     * A redelivery is the same message: by the sender's key, else by the message's id together with its content. The id alone
     * is not enough, because some clients count from 1 again after a restart; without an id the time of sending stands in.
     */
    private static String onceKey(Message message, byte[] body) throws JMSException {
        var explicit = message.getStringProperty(ONCE_KEY);
        if (explicit != null && !explicit.isBlank()) {
            return explicit.length() <= LONGEST ? explicit : "jms:" + digest(utf8(explicit), new byte[0]);
        }
        var id = id(message);
        return "jms:" + digest(utf8(id == null ? "@" + message.getJMSTimestamp() : id), body);
    }

    /**
     * The message's id as its sender gave it. What came over AMQP carries that in a property of the broker's, which gives such
     * a message another JMS id each time it has read its journal.
     */
    static @Nullable String id(Message message) throws JMSException {
        var own = message.getStringProperty(AMQP_ID);
        return own == null ? message.getJMSMessageID() : own;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String digest(byte[] id, byte[] body) {
        var digest = new SM3Digest();
        digest.update(id, 0, id.length);
        digest.update((byte) 0);
        digest.update(body, 0, body.length);
        return Sm3.finished(digest);
    }

    private static Optional<String> quietly(Message message, String property) {
        try {
            return text(message, property);
        } catch (JMSException absent) {
            return Optional.empty();
        }
    }

    static Optional<String> text(Message message, String property) throws JMSException {
        return Optional.ofNullable(clean(message.getStringProperty(property)));
    }

    private static @Nullable String clean(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        var plain = text.replaceAll("\\p{Cntrl}", " ").strip();
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
    }
}
