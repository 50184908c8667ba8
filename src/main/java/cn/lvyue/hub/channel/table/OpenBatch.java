package cn.lvyue.hub.channel.table;

import org.jspecify.annotations.Nullable;

/**
 * Rows read together and not yet done with.
 *
 * @param rows how many
 * @param marked whether the rows carry the mark of being taken, for certain
 * @param messageId null while the batch is not known to be archived
 * @param written rows whose outcome is written back
 */
record OpenBatch(
        long id, int rows, boolean marked, @Nullable Long messageId, int written) {
    /** What the column {@code takenBy} gets. */
    String mark() {
        return "hub-" + id;
    }
}
