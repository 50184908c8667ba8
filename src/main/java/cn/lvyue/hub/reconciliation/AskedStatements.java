package cn.lvyue.hub.reconciliation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements of days too large for anybody to wait for: asked for, made in the background and kept. */
public interface AskedStatements {

    /** How far a statement is. */
    enum State {
        /** No node has taken it up yet. */
        WAITING,
        MAKING,
        MADE,
        FAILED
    }

    /**
     * @param done about what share of the records of both sides was compared, from 0 to 1
     * @param version of the statement that was made; null before
     * @param failure why none was made, in Chinese and English; null otherwise
     */
    record Asked(
            LocalDate date,
            String reason,
            Instant askedAt,
            State state,
            double done,
            @Nullable Integer version,
            @Nullable String failure) {
        public boolean isOpen() {
            return state == State.WAITING || state == State.MAKING;
        }
    }

    /** Whether the statement of a day is about more records than a page waits for, {@code hub.reconciliation.at-once}. */
    boolean isLarge(LocalDate date);

    /** Has a statement made and kept as the day's next version. Where one is being made already, that one stands. */
    void ask(LocalDate date, String reason);

    /** What was last asked for. */
    Optional<Asked> latest(LocalDate date);
}
