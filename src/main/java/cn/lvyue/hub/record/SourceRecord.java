package cn.lvyue.hub.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record as read from a message (源记录), with its place. Values stand in slots: slot i belongs to the i-th name of
 * {@link ReadPlan#sourceFields()}. Source fields the mapping does not ask for are not carried; the archive has them.
 *
 * <p>The arrays are handed over, not copied: the reader must not touch them afterwards.
 */
public final class SourceRecord {
    private final int row;
    private final long position;
    private final Places places;
    private final @Nullable String[] values;
    private final CellKind @Nullable [] kinds;
    private final List<Finding> faults;
    private final @Nullable ReturnMark answers;

    /**
     * @param row 1 for the first record of the message, without gaps
     * @param position what {@link Places} counts
     * @param values by slot; null where the source has nothing, "" where it has an empty value
     * @param kinds by slot, or null when the format knows only text
     * @param faults what reading found wrong with this record (F109 broken row, F102 bad bytes); usually empty
     */
    public SourceRecord(
            int row,
            long position,
            Places places,
            @Nullable String[] values,
            CellKind @Nullable [] kinds,
            List<Finding> faults) {
        this(row, position, places, values, kinds, faults, null);
    }

    /** @param answers the mark of a returned copy that the record still carries; null in everything but such a copy */
    public SourceRecord(
            int row,
            long position,
            Places places,
            @Nullable String[] values,
            CellKind @Nullable [] kinds,
            List<Finding> faults,
            @Nullable ReturnMark answers) {
        this.row = row;
        this.position = position;
        this.places = places;
        this.values = values;
        this.kinds = kinds;
        this.faults = faults;
        this.answers = answers;
    }

    public int row() {
        return row;
    }

    public String place() {
        return places.ofRecord(position);
    }

    public String placeOf(String sourceField) {
        return places.ofField(position, sourceField);
    }

    public @Nullable String value(int slot) {
        return values[slot];
    }

    public CellKind kind(int slot) {
        return kinds == null ? CellKind.TEXT : kinds[slot];
    }

    public List<Finding> faults() {
        return faults;
    }

    public @Nullable ReturnMark answers() {
        return answers;
    }
}
