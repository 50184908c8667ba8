package cn.lvyue.hub.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source record brought into the standard's fields, with what was found on the way.
 *
 * @param row as in the source record
 * @param place of the whole source record
 * @param sourceRecordNo the upstream system's own number, cleaned; "" where it has none (then a finding rejects the record)
 * @param version the upstream system's version of the record, rising; null where the feed has none
 * @param findings of single values: unreadable dates, unknown codes, values that were repaired
 * @param origin where each standard field came from, for findings of later steps: by field index the source field's place;
 *     null when a constant or nothing fed it
 * @param answers what it corrects, where the sender worked in the copy that went back; mostly null
 */
public record Mapped(
        int row,
        String place,
        String sourceRecordNo,
        @Nullable Long version,
        StandardRecord record,
        List<Finding> findings,
        Origin origin,
        @Nullable ReturnMark answers) {

    /** A record that was not taken from a returned copy. */
    public Mapped(
            int row,
            String place,
            String sourceRecordNo,
            @Nullable Long version,
            StandardRecord record,
            List<Finding> findings,
            Origin origin) {
        this(row, place, sourceRecordNo, version, record, findings, origin, null);
    }

    /** Tells the place in the source that fed a standard field. */
    public interface Origin {
        /** @return the place of the source field that fed the field, or the record's place where none did */
        String placeOf(int fieldIndex);

        /**
         * Whether the feed has a source for the field at all. What a feed never carries is a fact about its mapping and is not
         * remarked on record by record; faults that park or reject are found all the same.
         */
        default boolean carries(int fieldIndex) {
            return true;
        }
    }
}
