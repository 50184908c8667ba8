package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.Places;

/** Places in a table of text: {@code line 37} and {@code line 37, 涉及金额}; inside an archive the file's name stands before. */
record LinePlaces(String prefix) implements Places {
    @Override
    public String ofRecord(long position) {
        return prefix + "line " + position;
    }

    @Override
    public String ofField(long position, String sourceField) {
        return ofRecord(position) + ", " + sourceField;
    }
}
