package cn.lvyue.hub.record;

import java.util.Set;

/** Told before fields of a source record are erased, so that what remains can still be proved afterwards. */
public interface FieldErasure {
    /**
     * Keeps what the proof needs and destroys what would tell more of the erased values. Call it in the transaction that erases, before
     * the values are gone; it concerns the first outcome and every replay of the source record.
     *
     * @param fields ids of the standard's fields
     * @param why reason and reference, for people; no personal data
     */
    void willErase(long messageId, int row, Set<String> fields, String why);
}
