package cn.lvyue.hub.search;

import java.time.Instant;
import java.util.List;

/** Finds what is archived. Every search ends within its budget ({@code hub.search.budget}), found or not. */
public interface Search {
    /** Source records, with what became of them, newest first; by batch in the order of its packages, last first. */
    Found<RecordHit> records(Query query);

    /** Archived messages of all kinds, newest first; those of records for which the rest of the search holds. */
    Found<MessageHit> messages(Query query);

    /**
     * The index as it stands.
     *
     * @param bytes it takes, without the database's own
     */
    record State(Found.IndexState index, long records, long messages, long bytes, List<Month> months) {}

    /**
     * @param waiting messages of it that are not indexed, roughly
     * @param lookedAt when it was last looked at
     */
    record Month(int month, long waiting, Instant lookedAt) {}

    State state();

    /**
     * Throws the index away and has it built anew, month by month, by whichever node keeps it; searches find less until then. A
     * rebuild that is interrupted goes on by itself.
     *
     * @param month yyyymm, 0 for before months were part of the ids, or below 0 for all
     */
    void rebuild(int month);
}
