package cn.lvyue.hub.channel.table;

/** Counts what a hub does and stops it dead at a chosen step, as a kill would: nothing of it runs any further. */
final class Steps {
    private final int last;
    private int done;

    /** A hub that lives. */
    Steps() {
        this(Integer.MAX_VALUE);
    }

    Steps(int last) {
        this.last = last;
    }

    /** No exception that anybody catches. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    void step() {
        if (++done > last) {
            throw new Killed();
        }
    }

    int done() {
        return done;
    }
}
