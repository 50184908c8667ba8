package cn.lvyue.hub.record;

/** A body longer than the configured limit, refused before it is kept (F105). */
public class BodyTooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long limit;

    /** @param limit in bytes */
    public BodyTooLarge(long limit) {
        super("the body is longer than the limit of " + limit + " bytes");
        this.limit = limit;
    }

    public long limit() {
        return limit;
    }
}
