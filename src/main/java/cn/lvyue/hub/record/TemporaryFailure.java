package cn.lvyue.hub.record;

/** The surroundings failed in a way that is worth trying again: a peer that does not answer, a database that restarts. */
public class TemporaryFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TemporaryFailure(String message, Throwable cause) {
        super(message, cause);
    }

    public TemporaryFailure(String message) {
        super(message);
    }
}
