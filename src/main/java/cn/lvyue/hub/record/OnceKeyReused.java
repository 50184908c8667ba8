package cn.lvyue.hub.record;

/** A once-key that stands for an earlier message with another body (T106); nothing was kept. */
public class OnceKeyReused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long messageId;

    /** @param messageId the message archived under the key */
    public OnceKeyReused(long messageId) {
        super("the once-key stands for message " + messageId + ", which has another body");
        this.messageId = messageId;
    }

    public long messageId() {
        return messageId;
    }
}
