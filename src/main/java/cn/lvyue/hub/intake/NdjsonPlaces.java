package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.Places;

/** Places where every line is a JSON record: {@code line 3} and {@code line 3/claim/amount}. */
record NdjsonPlaces(String prefix) implements Places {
    @Override
    public String ofRecord(long position) {
        return prefix + "line " + position;
    }

    @Override
    public String ofField(long position, String sourceField) {
        return ofRecord(position) + "/" + sourceField.replace('.', '/');
    }
}
