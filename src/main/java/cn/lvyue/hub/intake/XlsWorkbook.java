package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.CellKind;
import cn.lvyue.hub.record.TemporaryFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.BoolErrRecord;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.CellRecord;
import org.apache.poi.hssf.record.DateWindow1904Record;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.ExtendedFormatRecord;
import org.apache.poi.hssf.record.FormatRecord;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.RecordFactoryInputStream;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.FormulaError;
import org.jspecify.annotations.Nullable;

/** A workbook of Excel 97 to 2003 (BIFF8), record by record. Its size is bounded by the format: 65,536 rows a sheet. */
final class XlsWorkbook implements Workbook {
    private static final String BIFF8 = "Workbook";
    /** Of Excel 5.0/95, and of BIFF8 files of some other programs. */
    private static final String BOOK = "Book";

    private static final String ENCRYPTED = "EncryptedPackage";

    private final POIFSFileSystem compound;
    private final RecordFactoryInputStream records;
    private final String place;
    private final List<BoundSheetRecord> sheets = new ArrayList<>();
    private final Map<Integer, String> formats = new HashMap<>();
    private final List<Integer> formatOfStyle = new ArrayList<>();
    private @Nullable SSTRecord strings;
    private boolean from1904;
    private int nextSheet;
    private boolean inSheet;
    private @Nullable Record pending;

    private XlsWorkbook(POIFSFileSystem compound, RecordFactoryInputStream records, String place) {
        this.compound = compound;
        this.records = records;
        this.place = place;
    }

    static XlsWorkbook open(ReadTask task, FileInMessage file, TemporaryFile bytes) throws IOException {
        POIFSFileSystem compound = null;
        try {
            refuseTooLarge(file.place(), bytes, task.settings);
            compound = new POIFSFileSystem(bytes.path().toFile(), true);
            return open(compound, file.place(), task.settings);
        } catch (Refused e) {
            close(compound);
            throw e;
        } catch (EncryptedDocumentException e) {
            close(compound);
            throw Fault.ENCRYPTED.refuse(file.place(), null, null);
        } catch (IOException | RuntimeException e) {
            close(compound);
            throw Fault.UNREADABLE.refuse(file.place(), null, "XLS");
        }
    }

    private static XlsWorkbook open(POIFSFileSystem compound, String place, IntakeSettings settings)
            throws IOException {
        DirectoryNode root = compound.getRoot();
        if (root.hasEntryCaseInsensitive(ENCRYPTED)) {
            throw Fault.ENCRYPTED.refuse(place, null, null);
        }
        var name = root.hasEntryCaseInsensitive(BIFF8) ? BIFF8 : BOOK;
        if (!root.hasEntryCaseInsensitive(name)) {
            throw Fault.WRONG_TYPE.refuse(place, null, "XLSX, XLS");
        }
        var entry = root.getEntryCaseInsensitive(name);
        XlsGlobals.check(place, root.createDocumentInputStream(entry), settings);
        var records = new RecordFactoryInputStream(root.createDocumentInputStream(entry), false);
        var workbook = new XlsWorkbook(compound, records, place);
        workbook.readGlobals();
        return workbook;
    }

    private static void refuseTooLarge(String place, TemporaryFile bytes, IntakeSettings settings) throws IOException {
        var most = settings.maxOldWorkbook();
        if (Files.size(bytes.path()) > most.toBytes()) {
            throw Fault.TOO_LARGE.refuse(place, null, "hub.intake.max-old-workbook = " + most);
        }
    }

    @Override
    public @Nullable String nextSheet() throws IOException {
        while (true) {
            var record = nextRecord();
            if (record == null) {
                return null;
            }
            if (record instanceof BOFRecord begin
                    && begin.getType() != BOFRecord.TYPE_WORKBOOK
                    && nextSheet < sheets.size()) {
                var sheet = sheets.get(nextSheet++);
                inSheet = begin.getType() == BOFRecord.TYPE_WORKSHEET && !sheet.isHidden() && !sheet.isVeryHidden();
                if (inSheet) {
                    return sheet.getSheetname();
                }
                skipSheet();
            }
        }
    }

    @Override
    public boolean nextRow(SheetRow row) throws IOException {
        boolean begun = false;
        while (inSheet) {
            var record = nextRecord();
            if (record == null || record instanceof EOFRecord) {
                inSheet = false;
            } else if (record instanceof BOFRecord) {
                skipSheet();
            } else if (record instanceof CellRecord cell) {
                if (begun && cell.getRow() + 1 != row.number()) {
                    pending = record;
                    return true;
                }
                if (!begun) {
                    row.begin(cell.getRow() + 1);
                    begun = true;
                }
                put(row, cell);
            } else if (record instanceof LabelRecord label) {
                begun = beginLabel(row, label, begun);
                if (pending != null) {
                    return true;
                }
            }
        }
        return begun;
    }

    @Override
    public void close() {
        close(compound);
    }

    private boolean beginLabel(SheetRow row, LabelRecord label, boolean begun) {
        if (begun && label.getRow() + 1 != row.number()) {
            pending = label;
            return true;
        }
        if (!begun) {
            row.begin(label.getRow() + 1);
        }
        row.put(label.getColumn(), label.getValue(), CellKind.TEXT);
        return true;
    }

    private void readGlobals() throws IOException {
        for (var record = nextRecord(); record != null && !(record instanceof EOFRecord); record = nextRecord()) {
            if (record instanceof BoundSheetRecord sheet) {
                sheets.add(sheet);
            } else if (record instanceof SSTRecord table) {
                strings = table;
            } else if (record instanceof DateWindow1904Record window) {
                from1904 = window.getWindowing() == 1;
            } else if (record instanceof FormatRecord format) {
                formats.put(format.getIndexCode(), format.getFormatString());
            } else if (record instanceof ExtendedFormatRecord style) {
                formatOfStyle.add((int) style.getFormatIndex());
            }
        }
        var inOrder = BoundSheetRecord.orderByBofPosition(sheets);
        sheets.clear();
        sheets.addAll(List.of(inOrder));
    }

    /** Charts and hidden sheets, to the end of their records; they may hold others. */
    private void skipSheet() throws IOException {
        int open = 1;
        while (open > 0) {
            var record = nextRecord();
            if (record == null) {
                return;
            }
            open += record instanceof BOFRecord ? 1 : record instanceof EOFRecord ? -1 : 0;
        }
    }

    private void put(SheetRow row, CellRecord cell) throws IOException {
        if (cell instanceof LabelSSTRecord label) {
            var text = shared(label.getSSTIndex());
            row.put(cell.getColumn(), text == null ? "#REF!" : text, text == null ? CellKind.ERROR : CellKind.TEXT);
        } else if (cell instanceof NumberRecord number) {
            putNumber(row, cell, number.getValue());
        } else if (cell instanceof FormulaRecord formula) {
            putFormula(row, formula);
        } else if (cell instanceof BoolErrRecord flag) {
            putFlag(row, cell.getColumn(), flag);
        }
    }

    private @Nullable String shared(int index) {
        var table = strings;
        return table != null && index >= 0 && index < table.getNumUniqueStrings()
                ? table.getString(index).getString()
                : null;
    }

    private void putFlag(SheetRow row, int column, BoolErrRecord flag) {
        if (flag.isBoolean()) {
            row.put(column, String.valueOf(flag.getBooleanValue()), CellKind.BOOLEAN);
        } else {
            row.put(column, error(flag.getErrorValue()), CellKind.ERROR);
        }
    }

    private void putFormula(SheetRow row, FormulaRecord formula) throws IOException {
        switch (formula.getCachedResultTypeEnum()) {
            case NUMERIC -> putNumber(row, formula, formula.getValue());
            case BOOLEAN ->
                row.put(formula.getColumn(), String.valueOf(formula.getCachedBooleanValue()), CellKind.BOOLEAN);
            case ERROR -> row.put(formula.getColumn(), error((byte) formula.getCachedErrorValue()), CellKind.ERROR);
            default -> {
                var following = nextRecord();
                if (following instanceof StringRecord text) {
                    row.put(formula.getColumn(), text.getString(), CellKind.TEXT);
                } else {
                    pending = following;
                }
            }
        }
    }

    private void putNumber(SheetRow row, CellRecord cell, double number) {
        var date = isDate(cell.getXFIndex()) ? SheetNumbers.date(number, from1904) : null;
        var decimal = SheetNumbers.decimal(number);
        if (date != null) {
            row.put(cell.getColumn(), date, CellKind.DATE);
        } else if (decimal != null) {
            row.put(cell.getColumn(), decimal, CellKind.NUMBER);
        } else {
            row.put(cell.getColumn(), "#NUM!", CellKind.ERROR);
        }
    }

    private boolean isDate(int style) {
        if (style >= formatOfStyle.size()) {
            return false;
        }
        int id = formatOfStyle.get(style);
        var custom = formats.get(id);
        return custom != null ? DateFormats.isDate(custom) : DateFormats.isBuiltInDate(id);
    }

    private static String error(byte code) {
        return FormulaError.isValidCode(code) ? FormulaError.forInt(code).getString() : "#REF!";
    }

    private @Nullable Record nextRecord() throws IOException {
        var record = pending;
        pending = null;
        if (record != null) {
            return record;
        }
        try {
            return records.nextRecord();
        } catch (EncryptedDocumentException e) {
            throw Fault.ENCRYPTED.refuse(place, null, null);
        } catch (RuntimeException damaged) {
            // the library has a dozen words for a record that is not as it should be
            throw Fault.UNREADABLE.refuse(place, null, "XLS");
        }
    }

    private static void close(@Nullable POIFSFileSystem compound) {
        try {
            if (compound != null) {
                compound.close();
            }
        } catch (IOException e) {
            throw new TemporaryFailure("a temporary workbook cannot be closed: " + e.getMessage(), e);
        }
    }
}
