package cn.lvyue.hub.record;

import org.jspecify.annotations.Nullable;

/** An archived body that cannot be given back whole: a piece of it was changed, is missing, or its data key is gone. */
public class BodyDamaged extends RuntimeException {
    /** A piece was changed, or is not in its place. */
    public static final String ALTERED = "A100";

    /** A piece is not there. */
    public static final String MISSING = "A102";

    private static final long serialVersionUID = 1L;

    private final String code;
    private final long messageId;
    private final int segment;

    /**
     * @param code in the catalogue of findings
     * @param segment number of the piece, from 0
     */
    public BodyDamaged(String code, long messageId, int segment, @Nullable Throwable cause) {
        super(
                "%1$s 报文 %2$d 的第 %3$d 段无法读出 / %1$s segment %3$d of message %2$d cannot be read"
                        .formatted(code, messageId, segment),
                cause);
        this.code = code;
        this.messageId = messageId;
        this.segment = segment;
    }

    public String code() {
        return code;
    }

    public long messageId() {
        return messageId;
    }

    public int segment() {
        return segment;
    }
}
