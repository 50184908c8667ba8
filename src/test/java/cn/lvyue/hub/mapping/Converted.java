package cn.lvyue.hub.mapping;

import cn.lvyue.hub.record.CellKind;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Places;
import cn.lvyue.hub.record.SourceRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one conversion made of one value, and what it had to say. */
record Converted(@Nullable String value, List<Finding> findings) {
    static final Places PLACES = new Places() {
        @Override
        public String ofRecord(long position) {
            return "row " + position;
        }

        @Override
        public String ofField(long position, String sourceField) {
            return "row " + position + ", " + sourceField;
        }
    };

    static Converted by(Converter converter, String raw) {
        return by(converter, raw, CellKind.TEXT);
    }

    /** A value of a spreadsheet's cell. */
    static Converted by(Converter converter, String raw, CellKind kind) {
        var notes = new Notes(true);
        notes.begin(new SourceRecord(1, 7, PLACES, new @Nullable String[] {raw}, new CellKind[] {kind}, List.of()));
        notes.about("FIELD");
        notes.readFrom("column", kind);
        return new Converted(converter.convert(raw, notes), List.copyOf(notes.findings()));
    }

    List<String> codes() {
        return findings.stream().map(Finding::code).toList();
    }
}
