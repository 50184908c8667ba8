package cn.lvyue.hub.proof;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Rows of one kind, each of which is a leaf, in order of their ids. */
interface LeafRows {
    Kind kind();

    /** Rows above an id. */
    List<Row> after(long id, int limit);

    /** Rows of these ids that exist. */
    List<Row> of(long[] ids);

    /** Ids in a range, both ends inclusive, ascending. */
    long[] ids(long low, long high, int limit);

    /** When the oldest row above an id was made. */
    Optional<Instant> oldestAfter(long id);

    /**
     * One row.
     *
     * @param text of its leaf
     * @param settles whether outcomes follow
     * @param size of its body in bytes; 0 where it has none
     * @param digest of the body; empty where it has none
     */
    record Row(long id, byte[] text, boolean settles, long size, byte[] digest) {}

    static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }
}
