package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.CellKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.apache.poi.xssf.usermodel.XSSFChartSheet;

/** Everything the visible sheets of a workbook hold, without any header. */
record WorkbookContent(List<String> sheets, List<Cell> cells) {
    record Cell(String sheet, int row, int column, String value, CellKind kind) {
        /** Numbers by what they are worth; dates are compared by their kind, their notation is another test's. */
        boolean sameAs(Cell other) {
            if (kind != other.kind) {
                return false;
            }
            if (kind == CellKind.NUMBER) {
                double theirs = Double.parseDouble(other.value);
                return Math.abs(Double.parseDouble(value) - theirs) <= Math.abs(theirs) * 1e-14;
            }
            return kind == CellKind.DATE || value.equals(other.value);
        }

        @Override
        public String toString() {
            return sheet + "!" + ColumnLetters.of(column) + row + "=" + value + " " + kind;
        }
    }

    static WorkbookContent of(Path path) throws IOException {
        var task = new ReadTask(
                Samples.workbook(1, 1, "x"),
                Samples.settings(Map.of("hub.intake.max-columns", "16384")),
                Clock.systemUTC());
        task.patience.begin();
        var bytes = Magic.lookable(new ByteArrayInputStream(Corpora.bytes(path)));
        var magic = Magic.of(bytes);
        var file = new FileInMessage("", bytes);
        var spooled = TemporaryFile.holding(bytes, task.settings);
        var sheets = new ArrayList<String>();
        var cells = new ArrayList<Cell>();
        try (var workbook = magic == Magic.COMPOUND
                ? XlsWorkbook.open(task, file.with(spooled), spooled)
                : XlsxWorkbook.open(task, file.with(spooled), spooled)) {
            var row = new SheetRow(16384, Integer.MAX_VALUE);
            for (var sheet = workbook.nextSheet(); sheet != null; sheet = workbook.nextSheet()) {
                sheets.add(sheet);
                while (workbook.nextRow(row)) {
                    for (int i = 0; i < row.columns(); i++) {
                        var value = row.value(i);
                        if (value != null) {
                            cells.add(new Cell(sheet, row.number(), i, value, row.kind(i)));
                        }
                    }
                }
            }
        } finally {
            spooled.close();
        }
        return new WorkbookContent(sheets, cells);
    }

    /** As POI sees it: the filled cells of visible worksheets, formulas by their last result. */
    static WorkbookContent byReference(Path path) throws IOException {
        var sheets = new ArrayList<String>();
        var cells = new ArrayList<Cell>();
        try (var workbook = WorkbookFactory.create(path.toFile(), null, true)) {
            for (int i = 0; i < workbook.getNumberOfSheets(); i++) {
                var sheet = workbook.getSheetAt(i);
                if (workbook.getSheetVisibility(i) == SheetVisibility.VISIBLE && !(sheet instanceof XSSFChartSheet)) {
                    sheets.add(sheet.getSheetName());
                    for (var row : sheet) {
                        for (var cell : row) {
                            take(cell, cells);
                        }
                    }
                }
            }
        }
        return new WorkbookContent(sheets, cells);
    }

    private static void take(org.apache.poi.ss.usermodel.Cell cell, List<Cell> cells) {
        var type = cell.getCellType() == CellType.FORMULA ? cell.getCachedFormulaResultType() : cell.getCellType();
        var value = switch (type) {
            case STRING -> cell.getRichStringCellValue().getString();
            case NUMERIC -> String.valueOf(cell.getNumericCellValue());
            case BOOLEAN -> String.valueOf(cell.getBooleanCellValue());
            case ERROR -> FormulaError.forInt(cell.getErrorCellValue()).getString();
            default -> "";
        };
        if (!value.isEmpty()) {
            var kind = switch (type) {
                case NUMERIC -> DateUtil.isCellDateFormatted(cell) ? CellKind.DATE : CellKind.NUMBER;
                case BOOLEAN -> CellKind.BOOLEAN;
                case ERROR -> CellKind.ERROR;
                default -> CellKind.TEXT;
            };
            cells.add(new Cell(
                    cell.getSheet().getSheetName(), cell.getRowIndex() + 1, cell.getColumnIndex(), value, kind));
        }
    }

    /** What is not the same here as there, one line each. */
    List<String> differencesFrom(WorkbookContent reference, String name) {
        var differences = new ArrayList<String>();
        if (!sheets.equals(reference.sheets)) {
            differences.add(name + ": sheets " + sheets + " instead of " + reference.sheets);
        }
        var ours = byPlace();
        var theirs = reference.byPlace();
        theirs.forEach((place, cell) -> {
            var own = ours.get(place);
            if (own == null || !own.sameAs(cell)) {
                differences.add(name + ": " + own + " instead of " + cell);
            }
        });
        ours.forEach((place, cell) -> {
            if (!theirs.containsKey(place)) {
                differences.add(name + ": " + cell + " instead of nothing");
            }
        });
        return differences;
    }

    private Map<String, Cell> byPlace() {
        var byPlace = new LinkedHashMap<String, Cell>();
        cells.forEach(cell -> byPlace.put(cell.sheet() + "!" + ColumnLetters.of(cell.column()) + cell.row(), cell));
        return byPlace;
    }
}
