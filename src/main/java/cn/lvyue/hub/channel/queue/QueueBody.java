package cn.lvyue.hub.channel.queue;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a queue message.
 *
 * @param reason why it cannot be taken; null if it can
 */
record QueueBody(byte[] bytes, @Nullable String reason) {

    static QueueBody of(Message message, long limit) throws JMSException {
        if (message instanceof BytesMessage bytes) {
            return bytes.getBodyLength() > limit
                    ? tooLarge(bytes.getBodyLength(), limit)
                    : fit(message.getBody(byte[].class));
        }
        if (message instanceof TextMessage text) {
            var body = utf8(text.getText());
            return body.length > limit ? tooLarge(body.length, limit) : fit(body);
        }
        var raw = raw(message, limit);
        return new QueueBody(raw, QueueFault.WRONG_KIND.reason(kind(message)));
    }

    private static QueueBody fit(byte @Nullable [] bytes) {
        return new QueueBody(bytes == null ? new byte[0] : bytes, null);
    }

    private static byte[] utf8(@Nullable String text) {
        return text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    }

    /** Not kept: nothing may fill the memory. The exchange says how large it was. */
    private static QueueBody tooLarge(long size, long limit) {
        return new QueueBody(
                new byte[0], QueueFault.TOO_LARGE.reason("%d bytes, hub.queues.max-body = %d".formatted(size, limit)));
    }

    /** As they stand in the broker. An object is never made of them: that is how such messages attack. */
    private static byte[] raw(Message message, long limit) {
        if (!(message instanceof ActiveMQMessage artemis)) {
            return new byte[0];
        }
        var core = artemis.getCoreMessage();
        if (core.getBodyBufferSize() > limit) {
            return new byte[0];
        }
        var buffer = core.getReadOnlyBodyBuffer();
        var bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }

    private static String kind(Message message) {
        var interfaces = message.getClass().getInterfaces();
        return interfaces.length == 0 ? "Message" : interfaces[0].getSimpleName();
    }
}
