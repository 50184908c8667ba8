package cn.lvyue.hub.mapping;

import cn.lvyue.hub.record.Mapped;
import cn.lvyue.hub.record.SourceRecord;

/** Tells where the fields of one standard record came from. Nothing is worked out until somebody asks. */
record SourcePlaces(FeedMapping mapping, SourceRecord source) implements Mapped.Origin {
    /** Of several source fields the first that has a value; where none has, the first, which should have had one. */
    @Override
    public String placeOf(int fieldIndex) {
        var fields = mapping.fieldsOf(fieldIndex);
        for (var field : fields) {
            if (field.filledIn(source) != null) {
                return source.placeOf(field.name());
            }
        }
        return fields.isEmpty() ? source.place() : source.placeOf(fields.get(0).name());
    }

    @Override
    public boolean carries(int fieldIndex) {
        return mapping.feeds(fieldIndex);
    }
}
