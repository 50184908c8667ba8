package cn.lvyue.hub.proof;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks that what is archived is what it was. Checks run one after the other, go on where they were after a restart. */
public interface Verifications {
    /**
     * Has the archive checked.
     *
     * @param from first day whose leaves are checked; null for all from the beginning
     * @param to last day; null for all up to now
     * @param pinned day statements that were kept outside, as text; null for none
     * @return the number of the check
     * @throws IllegalArgumentException if the range is none, or the text holds no day statement; in Chinese and English
     */
    long start(String by, @Nullable LocalDate from, @Nullable LocalDate to, @Nullable String pinned);

    Optional<Report> report(long id);

    /** Newest first. @param before only those with a smaller number */
    List<Report> reports(long before, int limit);

    /** What was found, in order. @param after number of the last one seen, 0 for none */
    List<Fault> faults(long id, long after, int limit);

    /** Ends a check before its time; what it found stays. @return whether it was still under way */
    boolean cancel(long id);

    /** How far a check is. */
    enum State {
        WAITING,
        RUNNING,
        ENDED,
        CANCELLED
    }

    /**
     * A check.
     *
     * @param done share of the work that is done, 0 to 1, as far as it can be told
     * @param leaves looked at
     * @param bytes of bodies that were read and hashed
     * @param records whose outcomes were checked
     * @param faults found so far; remarks are no faults
     */
    record Report(
            long id,
            String by,
            Instant askedAt,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            boolean pinned,
            State state,
            double done,
            long firstLeaf,
            long endLeaf,
            long leaves,
            long bytes,
            long records,
            long faults,
            long remarks,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {

        /** Whether it has ended and found no fault. */
        public boolean faultless() {
            return state == State.ENDED && faults == 0;
        }
    }

    /**
     * Something found.
     *
     * @param fault false for what is in order and should be known
     * @param code in the catalogue of findings, where message and remedy stand
     * @param place message, row, day, leaf, for people
     * @param found what is there
     * @param wanted what should be
     */
    record Fault(long no, boolean fault, String code, String place, String found, String wanted) {}
}
