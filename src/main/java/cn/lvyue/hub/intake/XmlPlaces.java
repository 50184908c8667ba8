package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.Places;

/** Places in XML, as XPath with the plan's prefixes: {@code /b:Batch/b:Breach[2]} and {@code /b:Batch/b:Breach[2]/b:Unpaid}. */
record XmlPlaces(String prefix, String path) implements Places {
    @Override
    public String ofRecord(long position) {
        return prefix + "/" + path + "[" + position + "]";
    }

    @Override
    public String ofField(long position, String sourceField) {
        return sourceField.equals(".") ? ofRecord(position) : ofRecord(position) + "/" + sourceField;
    }
}
