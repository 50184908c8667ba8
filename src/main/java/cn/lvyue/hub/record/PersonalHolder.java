package cn.lvyue.hub.record;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tables in which personal values lie sealed: those of a record are erased from them, and all are sealed anew under a new key. */
public interface PersonalHolder {
    /** Name of the table; also the order in which holders are gone through. */
    String table();

    /** The source records whose personal values of a record it holds. */
    List<Held> of(RecordId id);

    /** Erases the personal values of a record, in the caller's transaction. @return rows that had some */
    int erase(RecordId id);

    /**
     * Seals a stretch anew: what is sealed under an earlier data key, and what was stored before values were sealed at all. Each
     * stretch is one transaction.
     *
     * @param after where the stretch before ended; null for the beginning
     */
    Stretch seal(@Nullable String after, int rows);

    /** Whether any value is sealed under a data key; when it cannot tell, it is. */
    boolean uses(int dataKey);

    /**
     * A source record with personal values.
     *
     * @param fields ids of the personal fields it has values of; {@code #findings} where findings quote some
     */
    record Held(long messageId, int row, Set<String> fields) {
        public static final String FINDINGS = "#findings";
    }

    /**
     * What was done of a table.
     *
     * @param end where to go on; null if the table is through
     * @param read rows that were looked at
     * @param sealed rows that were sealed anew
     */
    record Stretch(@Nullable String end, int read, int sealed) {}
}
