package cn.lvyue.hub.signing;

/** A sealed value that does not open. Its code is in the catalogue of findings. */
public final class CannotOpen extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why it does not. */
    public enum Reason {
        /** Changed, cut, sealed for another place, or no sealed value at all: an authenticated cipher does not tell these apart. */
        ALTERED("A100"),
        /** The data key it names was never here, or is destroyed. */
        KEY_MISSING("A101");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    private final Reason reason;

    private CannotOpen(Reason reason, String message) {
        super(reason.code() + " " + message);
        this.reason = reason;
    }

    static CannotOpen altered() {
        return new CannotOpen(
                Reason.ALTERED, "密文被改动、被截断，或不属于此处 / the sealed value was changed or cut, or does not belong here");
    }

    static CannotOpen keyMissing(int number) {
        return new CannotOpen(
                Reason.KEY_MISSING, "数据密钥 %1$d 不存在或已销毁 / data key %1$d is not here or was destroyed".formatted(number));
    }

    public Reason reason() {
        return reason;
    }
}
