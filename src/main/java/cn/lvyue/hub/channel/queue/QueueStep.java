package cn.lvyue.hub.channel.queue;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Reception;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Takes what foreign systems send to a feed's queue. The message is acknowledged when this returns and its route ends: by then it
 * is archived. Called by routes {@code queue-arrived} and {@code dead-letters}.
 */
@Component("queue")
@EnableConfigurationProperties(QueueSettings.class)
class QueueStep {
    private static final Logger log = LoggerFactory.getLogger(QueueStep.class);

    private static final String IN = "hub.in.";

    /** Where Artemis notes what a message went through before it was put aside. */
    private static final String CAME_FROM = "_AMQ_ORIG_ADDRESS";

    private static final String EXPIRED_AT = "_AMQ_ACTUAL_EXPIRY";

    private final Reception reception;
    private final ReplyStep replies;
    private final QueueSettings settings;

    QueueStep(Reception reception, ReplyStep replies, QueueSettings settings) {
        this.reception = reception;
        this.replies = replies;
        this.settings = settings;
    }

    /**
     * Archives a message and puts it to work.
     *
     * @return what the route has to keep as a failed exchange, if the message cannot be taken
     */
    Taken receive(String feed, Message message) throws JMSException {
        var feedId = new FeedId(feed);
        var body = QueueBody.of(message, settings.maxBody().toBytes());
        var reason = body.reason();
        if (reason != null) {
            log.warn("a message of queue {}{} is a failed exchange: {}", IN, feed, reason);
            return new Taken(QueueHead.arrival(feedId, message, body.bytes()), reason);
        }
        var archived = reception.receive(QueueHead.arrival(feedId, message, body.bytes()));
        replies.owe(archived.id(), message);
        return Taken.AT_WORK;
    }

    /** A message the broker has put aside: given up after too many attempts, or expired. */
    Taken deadLetter(Message message) throws JMSException {
        var from = QueueHead.text(message, CAME_FROM).orElse("");
        var body = QueueBody.of(message, settings.maxBody().toBytes());
        boolean expired = message.propertyExists(EXPIRED_AT);
        var why = body.reason() != null
                ? body.reason()
                : (expired ? QueueFault.EXPIRED : QueueFault.GIVEN_UP).reason(from);
        log.warn("a dead letter of {} is a failed exchange: {}", from, why);
        return new Taken(QueueHead.arrival(feed(from), message, body.bytes()), why);
    }

    /** A letter that was never one of a feed's queue is listed under a name of its own rather than lost. */
    private static FeedId feed(String address) {
        try {
            return new FeedId(address.startsWith(IN) ? address.substring(IN.length()) : "unknown");
        } catch (IllegalArgumentException noFeed) {
            return new FeedId("unknown");
        }
    }
}
