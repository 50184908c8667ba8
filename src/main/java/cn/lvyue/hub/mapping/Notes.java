package cn.lvyue.hub.mapping;

import cn.lvyue.hub.record.CellKind;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Severity;
import cn.lvyue.hub.record.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes down what is found while records are mapped, one value after the other, each under its standard field and the place of
 * its source. One object serves a chunk; it is not for several threads.
 */
final class Notes {
    private final boolean fromWorkbook;
    private @Nullable SourceRecord record;
    private @Nullable String field;
    private @Nullable String source;
    private CellKind kind = CellKind.TEXT;
    private List<Finding> findings = List.of();

    /** @param fromWorkbook whether numbers went through a spreadsheet, which keeps 15 digits */
    Notes(boolean fromWorkbook) {
        this.fromWorkbook = fromWorkbook;
    }

    void begin(SourceRecord next) {
        record = next;
        findings = List.of();
    }

    /** What follows is about this standard field; no source yet. */
    void about(String standardField) {
        field = standardField;
        source = null;
        kind = CellKind.TEXT;
    }

    /** The value at hand stands in this source field. */
    void readFrom(String sourceField, CellKind cellKind) {
        source = sourceField;
        kind = cellKind;
    }

    /** Another value of the record at hand: the unit or currency that belongs to an amount. */
    @Nullable
    String value(int slot) {
        return current().value(slot);
    }

    CellKind kind() {
        return kind;
    }

    boolean fromWorkbook() {
        return fromWorkbook;
    }

    /** N101: the value was put right; what it was stays on record. */
    void repaired(String before, String after) {
        add("N101", Severity.REMARK, before, after);
    }

    void remark(String code, String value, String wanted) {
        add(code, Severity.REMARK, value, wanted);
    }

    void reject(String code, @Nullable String value, @Nullable String wanted) {
        add(code, Severity.REJECT, value, wanted);
    }

    void park(String code, String value, String wanted) {
        add(code, Severity.PARK, value, wanted);
    }

    List<Finding> findings() {
        return findings;
    }

    private void add(String code, Severity severity, @Nullable String value, @Nullable String wanted) {
        if (findings.isEmpty()) {
            findings = new ArrayList<>(4);
        }
        findings.add(new Finding(code, severity, field, place(), value == null ? null : printable(value), wanted));
    }

    private String place() {
        return source == null ? current().place() : current().placeOf(source);
    }

    private SourceRecord current() {
        if (record == null) {
            throw new IllegalStateException("no record begun");
        }
        return record;
    }

    /** Findings are stored and shown, so controls become their pictures (NUL: ␀) and half a surrogate pair a mark. */
    private static String printable(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Characters.isIllegal(value, i)) {
                return pictured(value);
            }
        }
        return value;
    }

    private static String pictured(String value) {
        var out = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            out.append(
                    !Characters.isIllegal(value, i) ? c : c < ' ' ? (char) (0x2400 + c) : c == 0x7F ? '␡' : '\uFFFD');
        }
        return out.toString();
    }
}
