package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.SourceRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records of delimited text, one per row below the header. */
final class CsvRecords implements RecordSource {
    private final ReadTask task;
    private final FileInMessage file;
    private final DecodedText text;
    private final CsvRows rows;
    private final LinePlaces places;
    private @Nullable Columns columns;

    CsvRecords(ReadTask task, FileInMessage file) throws IOException {
        this.task = task;
        this.file = file;
        this.text = TextCharset.ofTable(task.plan, file.bytes());
        this.rows = new CsvRows(text, task.settings);
        this.places = new LinePlaces(file.prefix());
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
        var header = columns;
        if (header == null) {
            header = new CsvHeader(rows, task.plan, file.place()).find();
            columns = header;
        }
        while (rows.next()) {
            task.patience.check();
            var damage = rows.damage();
            if (damage != null || !rows.isEmpty()) {
                return record(header, damage);
            }
        }
        TextCharset.tell(task, file, text);
        return null;
    }

    @Override
    public void close() {
        file.close();
    }

    private SourceRecord record(Columns header, @Nullable Damage damage) {
        var faults = damage == null ? shapeFaults(header) : with(shapeFaults(header), damageFault(header, damage));
        var values = task.emptyValues();
        int[] slots = header.slots();
        int last = Math.min(rows.cells(), slots.length);
        boolean foreign = damage != null && damage.isWholeLine();
        int damaged = damage == null || foreign ? -1 : rows.cellAt(damage.at());
        for (int i = 0; i < last; i++) {
            if (slots[i] >= 0 && i != damaged && !(foreign && !rows.isAscii(i))) {
                if (rows.length(i) <= task.settings.maxCell()) {
                    values[slots[i]] = rows.value(i);
                } else if (rows.broken() == null) {
                    faults = with(faults, tooLong(header, i));
                }
            }
        }
        var answers = header.mark(cell -> cell < rows.cells() ? rows.value(cell) : null);
        return task.record(rows.line(), places, values, null, faults, answers);
    }

    private List<Finding> shapeFaults(Columns header) {
        int wanted = header.slots().length;
        if (rows.broken() != null) {
            return List.of(Fault.BROKEN_RECORD.at(places.ofRecord(rows.line()), null, rows.broken()));
        }
        if (rows.cells() < header.own() || !rows.isEmptyFrom(wanted)) {
            return List.of(Fault.BROKEN_RECORD.at(
                    places.ofRecord(rows.line()), String.valueOf(rows.cells()), String.valueOf(wanted)));
        }
        return List.of();
    }

    private Finding damageFault(Columns header, Damage damage) {
        var charset = text.charset();
        return Fault.CHARSET.at(
                place(header, damage.isWholeLine() ? -1 : rows.cellAt(damage.at())),
                damage.what(),
                charset == null ? null : charset.name());
    }

    private Finding tooLong(Columns header, int cell) {
        return Fault.BROKEN_RECORD.at(
                place(header, cell), rows.length(cell) + "", task.limit("max-cell", task.settings.maxCell()));
    }

    private String place(Columns header, int cell) {
        boolean named = cell >= 0 && cell < header.slots().length && header.slots()[cell] >= 0;
        return named
                ? places.ofField(rows.line(), task.plan.sourceFields().get(header.slots()[cell]))
                : places.ofRecord(rows.line());
    }

    private static List<Finding> with(List<Finding> faults, Finding fault) {
        var all = new ArrayList<>(faults);
        all.add(fault);
        return all;
    }
}
