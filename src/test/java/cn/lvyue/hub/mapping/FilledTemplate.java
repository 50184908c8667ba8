package cn.lvyue.hub.mapping;

import cn.lvyue.hub.standard.EntryTemplate;
import cn.lvyue.hub.standard.Rulebook;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Fills in a pack's template as a clerk does: below the field ids, in cells of the columns' style. */
public final class FilledTemplate {
    private static final int IDS = EntryTemplate.HEADER_ROW - 1;

    private FilledTemplate() {}

    /** The workbook as the hub writes it. */
    public static byte[] empty(Rulebook book) throws IOException {
        var bytes = new ByteArrayOutputStream();
        EntryTemplate.write(book, bytes);
        return bytes.toByteArray();
    }

    /**
     * @param template bytes of the workbook
     * @param rows values by field id; {@code n:66.5} is a number cell
     */
    public static byte[] filled(byte[] template, List<Map<String, String>> rows) throws IOException {
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(template))) {
            var sheet = book.getSheet("填报");
            var ids = ids(sheet);
            for (int i = 0; i < rows.size(); i++) {
                fill(sheet, IDS + 1 + i, ids, rows.get(i));
            }
            var bytes = new ByteArrayOutputStream();
            book.write(bytes);
            return bytes.toByteArray();
        }
    }

    /** Puts one value into a filled workbook. @param row as people count, from 1 */
    public static byte[] corrected(byte[] workbook, int row, Map<String, String> values) throws IOException {
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(workbook))) {
            var sheet = book.getSheet("填报");
            fill(sheet, row - 1, ids(sheet), values);
            var bytes = new ByteArrayOutputStream();
            book.write(bytes);
            return bytes.toByteArray();
        }
    }

    static List<String> ids(Sheet sheet) {
        var ids = new ArrayList<String>();
        sheet.getRow(IDS).forEach(cell -> ids.add(cell.getStringCellValue()));
        return ids;
    }

    private static void fill(Sheet sheet, int at, List<String> ids, Map<String, String> values) {
        var row = sheet.getRow(at) == null ? sheet.createRow(at) : sheet.getRow(at);
        values.forEach((id, value) -> {
            int column = ids.indexOf(id);
            if (column < 0) {
                throw new IllegalArgumentException("the template has no column " + id);
            }
            put(sheet, row, column, value);
        });
    }

    private static void put(Sheet sheet, Row row, int column, String value) {
        if (value.isEmpty()) {
            return;
        }
        var there = row.getCell(column);
        var cell = there == null ? row.createCell(column) : there;
        if (there == null) {
            cell.setCellStyle(sheet.getColumnStyle(column));
        }
        if (value.startsWith("n:")) {
            cell.setCellValue(Double.parseDouble(value.substring(2)));
        } else {
            cell.setCellValue(value);
        }
    }
}
