package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.CellKind;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.SourceRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records of a workbook: the filled rows below the header, of every visible sheet that has the plan's header. */
final class WorkbookRecords implements RecordSource {
    /** Small workbooks may repeat their texts as they like. */
    private static final long FREE_CHARACTERS = 16 << 20;

    private final ReadTask task;
    private final FileInMessage file;
    private final long packed;
    private final Workbook workbook;
    private final SheetRow row;
    private final List<Finding> headless = new ArrayList<>();
    private boolean anySheet;
    private long characters;
    private @Nullable Columns columns;
    private SheetPlaces places = new SheetPlaces("", "", Map.of());

    /** @param packed size of the workbook as a file */
    WorkbookRecords(ReadTask task, FileInMessage file, Workbook workbook, long packed) {
        this.task = task;
        this.packed = packed;
        this.file = file;
        this.workbook = workbook;
        this.row = new SheetRow(task.settings.maxColumns(), task.settings.maxRecord());
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
        while (true) {
            var header = columns != null ? columns : nextTable();
            if (header == null) {
                return end();
            }
            while (workbook.nextRow(row)) {
                task.patience.check();
                refuseRepeating();
                if (isEnd()) {
                    break;
                }
                if (isFilled(header)) {
                    return record(header);
                }
            }
            columns = null;
        }
    }

    @Override
    public void close() {
        workbook.close();
        file.close();
    }

    /** Cells refer to texts that stand in the file once: a few bytes each may come to any number of characters. */
    private void refuseRepeating() throws Refused {
        characters += row.characters();
        if (characters > FREE_CHARACTERS && characters / task.settings.maxRatio() > packed) {
            throw Fault.BOMB.refuse(
                    file.place(), characters / packed + " : 1", task.limit("max-ratio", task.settings.maxRatio()));
        }
    }

    /** Goes on to the next sheet with a header we know. */
    private @Nullable Columns nextTable() throws IOException {
        for (var sheet = workbook.nextSheet(); sheet != null; sheet = workbook.nextSheet()) {
            if (task.plan.skipSheets().contains(sheet)) {
                continue;
            }
            var header = new SheetHeader(task.plan);
            boolean filled = readTo(header);
            var found = header.columns();
            if (found.suffice()) {
                columns = found;
                anySheet = true;
                places = new SheetPlaces(file.prefix(), sheet, letters(found));
                return found;
            }
            if (filled) {
                var wanted = found.missing().isEmpty() ? task.plan.sourceFields() : found.missing();
                headless.add(Fault.HEADER.at(file.prefix() + sheet, header.said(), String.join("、", wanted)));
            }
        }
        return null;
    }

    private boolean readTo(SheetHeader header) throws IOException {
        boolean filled = false;
        while (workbook.nextRow(row)) {
            filled |= row.columns() > 0;
            header.take(row);
            if (row.number() >= header.lastRow()) {
                break;
            }
        }
        return filled;
    }

    /** A sheet without the header is a note beside a table; without any table it is the fault. */
    private @Nullable SourceRecord end() throws Refused {
        if (!anySheet && headless.isEmpty()) {
            throw Fault.HEADER.refuse(file.place(), null, String.join("、", task.plan.requiredColumns()));
        }
        for (var finding : headless) {
            task.note(anySheet ? Fault.HEADER.remark(finding.place(), finding.value(), finding.wanted()) : finding);
        }
        headless.clear();
        anySheet = true;
        return null;
    }

    private HashMap<String, String> letters(Columns found) {
        var letters = new HashMap<String, String>();
        for (int column = 0; column < found.slots().length; column++) {
            if (found.slots()[column] >= 0) {
                letters.put(task.plan.sourceFields().get(found.slots()[column]), ColumnLetters.of(column));
            }
        }
        return letters;
    }

    private boolean isEnd() {
        var ends = task.plan.endWhen();
        if (ends.isEmpty()) {
            return false;
        }
        var first = row.firstValue();
        if (first != null) {
            var clean = Columns.clean(first);
            for (var end : ends) {
                if (clean.startsWith(end)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A row that is filled only beside the wanted columns, with a serial number for instance, is empty. */
    private boolean isFilled(Columns header) {
        int[] slots = header.slots();
        for (int i = Math.min(row.columns(), slots.length) - 1; i >= 0; i--) {
            var value = row.value(i);
            if (slots[i] >= 0 && value != null && !value.isBlank()) {
                return true;
            }
        }
        return false;
    }

    private SourceRecord record(Columns header) {
        var values = task.emptyValues();
        var kinds = new CellKind[values.length];
        Arrays.fill(kinds, CellKind.TEXT);
        var faults = new ArrayList<Finding>(0);
        int[] slots = header.slots();
        for (int i = Math.min(row.columns(), slots.length) - 1; i >= 0; i--) {
            var value = row.value(i);
            if (slots[i] < 0 || value == null) {
                continue;
            }
            if (value.length() <= task.settings.maxCell()) {
                values[slots[i]] = value;
                kinds[slots[i]] = row.kind(i);
            } else {
                var place =
                        places.ofField(row.number(), task.plan.sourceFields().get(slots[i]));
                faults.add(Fault.BROKEN_RECORD.at(place, null, task.limit("max-cell", task.settings.maxCell())));
            }
        }
        if (row.isTooWide()) {
            var limit = task.limit("max-columns", task.settings.maxColumns());
            faults.add(Fault.BROKEN_RECORD.at(places.ofRecord(row.number()), null, limit));
        }
        if (row.isTooLong()) {
            var limit = task.limit("max-record", task.settings.maxRecord());
            faults.add(Fault.BROKEN_RECORD.at(places.ofRecord(row.number()), null, limit));
        }
        return task.record(row.number(), places, values, kinds, faults, header.mark(row::value));
    }
}
