package cn.lvyue.hub.delivery;

/** A package that must not or cannot be written; trying again does not help. */
class CannotCompose extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotCompose(String message) {
        super(message);
    }
}
