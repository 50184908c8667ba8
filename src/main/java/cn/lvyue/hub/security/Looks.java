package cn.lvyue.hub.security;

import cn.lvyue.hub.security.SourceKeys.Actor;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every look at personal data: with a purpose and a reference, for a limited time, written down. A look that is refused is
 * written down as well. The first look of a grant and each refusal are also rows of the audit.
 */
public interface Looks {
    /** What is looked at. */
    enum Kind {
        RECORD,
        MESSAGE,
        REPLAY,
        RAW,
        RETURNED,
        EVIDENCE,
        EXPORT,
        /** A search by a number; it is asked for anew each time. */
        NUMBER
    }

    /** @param id the complaint number, or the id of the message, replay or export */
    record Subject(Kind kind, String id) {}

    /**
     * Why somebody looks, as far as he says.
     *
     * @param purpose one of {@link Purpose} that a person may name
     * @param text further words; needed with {@link Purpose#OTHER}
     * @param reference number of the case or letter
     */
    record Why(
            @Nullable String purpose,
            @Nullable String text,
            @Nullable String reference) {
        public static final int LONGEST = 200;

        public static Why unsaid() {
            return new Why(null, null, null);
        }
    }

    /**
     * What is seen.
     *
     * @param fields ids of the fields whose values are seen; {@code *} for a whole document
     * @param records the complaint numbers they belong to, as far as they are known
     */
    record Seen(Collection<String> fields, Collection<String> records) {
        public static final String ALL = "*";

        public static Seen wholeDocument() {
            return new Seen(List.of(ALL), List.of());
        }
    }

    /** What a look may come to. */
    sealed interface Result {}

    /** It may be shown, and repeated up to {@code until} without saying why again. */
    record Granted(Instant until) implements Result {}

    /** Nothing may be shown. @param what names of what was not said, or was not said properly */
    record Missing(List<String> what) implements Result {}

    /**
     * One line of the book.
     *
     * @param refused why nothing was shown; null when it was
     */
    record Look(
            long id,
            Instant at,
            Instant lastAt,
            Instant until,
            int times,
            String who,
            String address,
            Subject subject,
            Why why,
            List<String> fields,
            @Nullable String refused) {}

    /** Asks for a look by a person and writes it down; to be called before anything is shown. */
    Result look(Actor who, Subject subject, Why why, Seen seen);

    /** Up to when somebody may look again without saying why; empty if no grant of his is open. Looks at nothing. */
    Optional<Instant> openUntil(Actor who, Subject subject);

    /** Writes down that a source fetched its own data. */
    void fetched(Actor source, Subject subject);

    /** Writes down a look that somebody was refused for want of the right. */
    void refused(Actor who, Subject subject, Why why, String reason);

    /**
     * Who saw a record, newest first: looks at it, and at the messages and replays it was in.
     *
     * @param messages ids of the messages the record came in
     * @param before only lines with smaller ids
     */
    List<Look> at(String recordId, Collection<Long> messages, long before, int limit);
}
