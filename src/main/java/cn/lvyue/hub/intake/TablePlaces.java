package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.Places;

/**
 * The place of a row of a database table, in the words of whoever looks after that table: {@code HT_WYXX.SEQ_NO=17} and
 * {@code HT_WYXX.SEQ_NO=17, column ORG_USCC}. Rows have no position; each has places of its own.
 *
 * @param row the table and the row's key
 */
record TablePlaces(String row) implements Places {
    @Override
    public String ofRecord(long position) {
        return row;
    }

    @Override
    public String ofField(long position, String sourceField) {
        return row + ", column " + sourceField;
    }
}
