package cn.lvyue.hub.channel.queue;

import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.record.MessageStatus;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Answers senders that named a reply queue, once their message has its outcome: at least once, also after a crash. Called by
 * route {@code queue-replies}.
 */
@Component("replies")
class ReplyStep {
    private static final Logger log = LoggerFactory.getLogger(ReplyStep.class);

    /** Only there: a sender must not make the hub write into another feed's queue, or into one of its own. */
    private static final Pattern REPLY_QUEUE = Pattern.compile("hub\\.reply\\.[a-z0-9]+(-[a-z0-9]+)*");

    private static final Set<MessageStatus> SETTLED =
            EnumSet.of(MessageStatus.DONE, MessageStatus.UNREADABLE, MessageStatus.FAILED);

    private final ReplyStore store;
    private final Ledger ledger;
    private final QueueSettings settings;
    private long looked; // messages up to here; by the one thread of the route

    ReplyStep(ReplyStore store, Ledger ledger, QueueSettings settings) {
        this.store = store;
        this.ledger = ledger;
        this.settings = settings;
    }

    /** Notes where the outcome of an archived message is wanted; nothing if nowhere. */
    void owe(long messageId, Message message) throws JMSException {
        var wanted = message.getJMSReplyTo();
        if (wanted == null) {
            return;
        }
        var queue = queueName(wanted);
        if (queue == null || !REPLY_QUEUE.matcher(queue).matches()) {
            log.warn("message {} wants its answer at a place that is no hub.reply.<client>: none is sent", messageId);
            return;
        }
        var correlation = message.getJMSCorrelationID();
        store.owe(messageId, queue, correlation == null ? QueueHead.id(message) : correlation);
    }

    private static @Nullable String queueName(Destination wanted) throws JMSException {
        return wanted instanceof Queue queue ? queue.getQueueName() : null;
    }

    /**
     * Answers whose messages have their outcome, taken for this node. Looks at some of those that are owed, the next time at those behind
     * them: a source that is behind with its messages must not hold up the answers to others.
     */
    List<Reply> due() {
        int dropped = store.dropOlderThan(settings.replyWithin());
        if (dropped > 0) {
            log.warn("{} answers to reply queues are older than hub.queues.reply-within and were dropped", dropped);
        }
        var owed = store.owed(looked);
        looked = owed.size() < ReplyStore.MOST ? 0 : owed.get(owed.size() - 1).messageId();
        return owed.stream()
                .filter(reply -> isSettled(reply.messageId()))
                .filter(reply -> store.take(reply.messageId(), settings.replyLease()))
                .toList();
    }

    private boolean isSettled(long messageId) {
        return ledger.account(messageId)
                .filter(account -> SETTLED.contains(account.status()))
                .isPresent();
    }

    /** The answer is sent. */
    void sent(Reply reply) {
        store.settle(reply.messageId());
    }
}
