package cn.lvyue.hub.record;

import java.util.List;

/** The ledger's list of what is due at each target, read by delivery. Append-only; order of entry is order of commit. */
public interface Outbox {
    /**
     * What became due after a position, oldest first, without the records' fields being needed for more than this page.
     *
     * @param after the last {@link DueRevision#dueNo()} already taken; 0 for the start
     * @param limit at most this many, at least 1
     */
    List<DueRevision> dueAfter(Target target, long after, int limit);

    /** The same for a range of positions already taken: {@code from} to {@code to}, both included. */
    List<DueRevision> dueBetween(Target target, long from, long to);

    /** How many became due after a position: what still waits for a batch. */
    long countAfter(Target target, long after);

    /** How many ever became due at a target. */
    default long countAll(Target target) {
        return countAfter(target, 0);
    }

    /** All that ever became due of one complaint, at both targets, oldest first, at most 1,000; fields may be empty. */
    List<DueRevision> dueOf(RecordId recordId);
}
