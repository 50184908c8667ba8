package cn.lvyue.hub.work;

import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.Ruling;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One list of everything that waits for a person. */
public interface WorkList {

    /** Why something waits, the most urgent first: that is the order of the list. */
    enum Kind {
        ALARM,
        PACKAGE,
        DIFFERENCE,
        REPLAY,
        RETENTION,
        TOKEN,
        EXCHANGE,
        CONFLICT,
        PARKED,
        DUPLICATE,
        LOOK_ALIKE;

        /** Whether it is about a record, and a ruling ends it. */
        public boolean isRuled() {
            return ordinal() >= CONFLICT.ordinal();
        }
    }

    /** Which record waits, and what it is held against. @param other the lead of a suspected duplicate */
    record Subject(
            String feed,
            String sourceRecordNo,
            @Nullable RecordId recordId,
            @Nullable Integer revision,
            @Nullable RecordId other,
            @Nullable String otherFeed) {}

    /**
     * Something that waits.
     *
     * @param id of its kind: a source record as {@code message-row}, else a number
     * @param since when it began to wait
     * @param words what tells people which it is: codes, names, an author's reason; no personal data
     * @param link names what to look at, for kinds that are not about a record: a batch, a day
     */
    record Item(
            Kind kind,
            String id,
            Instant since,
            @Nullable Subject subject,
            List<String> words,
            @Nullable String link) {
        public Item {
            words = List.copyOf(words);
        }
    }

    /**
     * Two complaints about one contract that the rules do not take for one matter, which wait for a person or were ruled on.
     *
     * @param record the one that is asked about
     * @param other the older one
     * @param since when it was seen
     * @param ruled a person's word on it; null while it waits in the list as {@link Kind#LOOK_ALIKE}
     */
    record LookAlike(
            RecordId record,
            RecordId other,
            Instant since,
            @Nullable Ruled ruled) {}

    /** @param id the number of the ruling */
    record Ruled(long id, Ruling ruling, String author, String reason, Instant at) {}

    /** @param next to be asked for what follows; null at the end */
    record Page(List<Item> items, @Nullable String next) {
        public Page {
            items = List.copyOf(items);
        }
    }

    /** Counting ends here: a person needs no better number. */
    int COUNTED = 1_000;

    /**
     * @param kinds those wanted
     * @param after {@link Page#next()}; null for the start
     * @param limit 1 to 500
     * @throws IllegalArgumentException if {@code after} is none that was given
     */
    Page page(Set<Kind> kinds, @Nullable String after, int limit);

    /** The look-alikes of a record, whichever of the two it is; the newest 50. */
    List<LookAlike> lookAlikes(RecordId record);

    /** Where in the list the case of a look-alike is, for {@link #page}. */
    static String placeBefore(LookAlike waiting) {
        return Kind.LOOK_ALIKE + "." + (waiting.record().sequence() - 1);
    }

    /** How many of each kind wait, up to {@value #COUNTED}. */
    Map<Kind, Integer> counts(Set<Kind> kinds);
}
