package cn.lvyue.hub.reconciliation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One revision in a batch of the business day, or held before it came into one.
 *
 * @param amount in fen
 * @param said the platform's or the hub's words about it
 * @param sentAt when the platform took its package
 * @param aside in no batch, because its record is held; received on the day
 */
record SentLine(
        String number,
        int revision,
        int kind,
        Stage stage,
        String feed,
        long recordId,
        @Nullable Long amount,
        @Nullable String platformId,
        @Nullable String said,
        @Nullable Instant sentAt,
        boolean aside) {
    private static final int REMOVE = 2;

    /** What went along: a removal carries none. */
    @Nullable
    Long sentAmount() {
        return kind == REMOVE ? null : amount;
    }
}
