package cn.lvyue.hub.reconciliation;

import java.util.function.LongConsumer;

/** Counts the records of both sides as a statement is made, and tells from time to time how many there were. */
final class ReadCount {
    private static final int EVERY = 10_000;

    private final LongConsumer told;
    private long read;

    ReadCount(LongConsumer told) {
        this.told = told;
    }

    /** Where nobody waits for it. */
    static ReadCount untold() {
        return new ReadCount(read -> {});
    }

    void one() {
        read++;
        if (read % EVERY == 0) {
            told.accept(read);
        }
    }
}
