package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.Places;

/**
 * Places in a JSON document, as JSON pointers (RFC 6901): {@code /data/list/2} and {@code /data/list/2/qkje}; the only
 * record of a document is {@code /}.
 *
 * @param base pointer of the array, or of the only record
 */
record JsonPlaces(String prefix, String base, boolean array) implements Places {
    @Override
    public String ofRecord(long position) {
        return prefix + (array ? base + "/" + position : base.isEmpty() ? "/" : base);
    }

    @Override
    public String ofField(long position, String sourceField) {
        return prefix + base + (array ? "/" + position : "") + "/" + sourceField.replace('.', '/');
    }
}
