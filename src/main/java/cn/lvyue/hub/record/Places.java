package cn.lvyue.hub.record;

/**
 * Says where in a message a record and its fields stand, in the terms of the format. One object serves all records of a
 * sheet, file or array, so that no text is made for the many records without findings.
 */
public interface Places {
    /**
     * The place of a whole record.
     *
     * @param position what the format counts: the physical line, the sheet's row, the index in the array
     */
    String ofRecord(long position);

    /** The place of one field, by the source field's name as the mapping writes it. */
    String ofField(long position, String sourceField);
}
