package cn.lvyue.hub.archive;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * Takes the bodies of a whole month away at one stroke. Lines of {@code archive.message} stay, and so do the month's partitions: what
 * is archived late has its place. All in the transaction of the caller, who decides what is due and lists it.
 */
public interface BodyMonths {
    /**
     * A month by the ids of its messages.
     *
     * @param digits such as 202603
     * @param first below every id; {@code end} above every id
     */
    record Span(int digits, long first, long end) {}

    /**
     * The oldest month in the database that has bodies and lies between two moments.
     *
     * @param after later months than this one only; 0 for none
     * @param from a moment in the first month there may be
     * @param until the month ended before
     */
    Optional<Span> next(int after, Instant from, Instant until);

    /**
     * From here on the month is only read, until the transaction ends.
     *
     * @return false if a month is being moved or bodies are sealed anew: then nothing is locked
     * @throws org.springframework.dao.CannotAcquireLockException if it is in use for longer than others may be kept waiting
     */
    boolean freeze(Span month);

    /**
     * Takes every body of a frozen month away but those named.
     *
     * @param by who did it, for the register of months
     * @throws org.springframework.dao.CannotAcquireLockException if somebody reads the month for longer than others may be kept waiting
     */
    void empty(Span month, Collection<Long> staying, String by);
}
