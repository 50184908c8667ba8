package cn.lvyue.hub.mapping;

import cn.lvyue.hub.standard.Rulebooks;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * Writes the samples that are not plain text from their rows in {@code src/test/resources/samples}: run {@code main} from the
 * project's folder after a change of rows. In the rows of workbooks {@code d:2023-08-02} is a date cell and {@code n:66.5} a
 * number cell.
 */
final class SampleFiles {
    private static final Path ROWS = Path.of("src/test/resources/samples");
    private static final Path SAMPLES = Path.of("samples");
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Charset GBK = Charset.forName("GBK");
    private static final int HEADER_ROW = 2;

    /** Columns below a common heading: heading → first and last column. */
    private static final Map<String, int[]> GROUPS =
            Map.of("被投诉单位", new int[] {4, 6}, "合同情况", new int[] {11, 13}, "核实认定", new int[] {17, 19});

    private SampleFiles() {}

    public static void main(String[] args) throws IOException {
        var hotline = "hotline-12345";
        var first = Files.readString(ROWS.resolve(hotline).resolve("01-first-day.csv"))
                .getBytes(GB18030);
        write(hotline, "01-first-day/input.csv", first);
        var second = Files.readString(ROWS.resolve(hotline).resolve("02-updates.csv"))
                .getBytes(GB18030);
        write(hotline, "02-updates/input.zip", zip("12345工单_20231011.csv", second));
        var inspection = "inspection-petition";
        write(inspection, "01-workbook/input.xlsx", monthly());
        write(inspection, "02-ledger/input.xls", ledger());
        write(inspection, "03-next-week/input.xlsx", nextWeek());
        var manual = "manual-entry";
        var template = FilledTemplate.empty(Rulebooks.load(Path.of("mappings")).rulebook("complaint-2023"));
        write(manual, "01-filled/input.xlsx", FilledTemplate.filled(template, entries("01-filled")));
        write(manual, "02-corrected/input.xlsx", FilledTemplate.filled(template, entries("02-corrected")));
    }

    /** Rows of a filled template: values by field id. */
    static List<Map<String, String>> entries(String rows) throws IOException {
        var lines = csv("manual-entry", rows);
        var ids = lines.get(0).getFields();
        return lines.stream()
                .skip(1)
                .map(line -> {
                    var values = new LinkedHashMap<String, String>();
                    for (int i = 0; i < ids.size(); i++) {
                        values.put(ids.get(i), line.getField(i));
                    }
                    return (Map<String, String>) values;
                })
                .toList();
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, GBK)) {
            var entry = new ZipEntry(name);
            entry.setTimeLocal(LocalDateTime.of(2023, 10, 11, 18, 0));
            zip.putNextEntry(entry);
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] monthly() throws IOException {
        try (var book = new XSSFWorkbook()) {
            var inspection = sheet(book, "互联网+督查", "国务院“互联网+督查”平台转办政府失信违约线索汇总表", "01-workbook-inspection");
            inspection.getRow(HEADER_ROW + 3).setZeroHeight(true);
            sheet(book, "信访", "涉及政府失信违约信访事项汇总表", "01-workbook-petition");
            notes(book, "填报说明", List.of("填报说明", "1.本表由责任单位填报，每日报送。", "2.金额以万元为单位。"));
            notes(book, "代码", List.of("政府采购 01", "招标投标 02", "PPP 04"));
            book.setSheetHidden(book.getSheetIndex("代码"), true);
            return bytes(book);
        }
    }

    private static byte[] ledger() throws IOException {
        try (var book = new HSSFWorkbook()) {
            sheet(book, "台账", "涉及政府失信违约信访事项台账（手工）", "02-ledger");
            notes(book, "说明", List.of("手工台账，按月更新"));
            return bytes(book);
        }
    }

    private static byte[] nextWeek() throws IOException {
        try (var book = new XSSFWorkbook()) {
            sheet(book, "信访", "涉及政府失信违约信访事项汇总表", "03-next-week");
            return bytes(book);
        }
    }

    private static Sheet sheet(Workbook book, String name, String title, String rows) throws IOException {
        var sheet = book.createSheet(name);
        var lines = csv("inspection-petition", rows);
        var columns = lines.get(0).getFields();
        sheet.createRow(0).createCell(0).setCellValue(title);
        sheet.addMergedRegion(new CellRangeAddress(0, 0, 0, columns.size() - 1));
        var form = sheet.createRow(1);
        form.createCell(0).setCellValue("填报单位：黑龙江省营商环境建设监督局（样例）");
        form.createCell(10).setCellValue("单位：万元");
        header(sheet, columns);
        var date = book.createCellStyle();
        date.setDataFormat(book.createDataFormat().getFormat("yyyy\"年\"m\"月\"d\"日\""));
        int at = HEADER_ROW + 2;
        for (var line : lines.subList(1, lines.size())) {
            fill(sheet.createRow(at++), line.getFields(), date);
        }
        at++;
        var total = sheet.createRow(at++);
        total.createCell(0).setCellValue("合计");
        total.createCell(10).setCellFormula("SUM(K5:K" + (at - 2) + ")");
        sheet.createRow(at).createCell(0).setCellValue("填表人：某某　　审核人：某某");
        return sheet;
    }

    private static void header(Sheet sheet, List<String> columns) {
        var upper = sheet.createRow(HEADER_ROW);
        var lower = sheet.createRow(HEADER_ROW + 1);
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            var group = GROUPS.entrySet().stream()
                    .filter(entry -> column >= entry.getValue()[0] && column <= entry.getValue()[1])
                    .findFirst();
            if (group.isPresent()) {
                lower.createCell(i).setCellValue(columns.get(i));
                if (i == group.get().getValue()[0]) {
                    upper.createCell(i).setCellValue(group.get().getKey());
                    sheet.addMergedRegion(new CellRangeAddress(
                            HEADER_ROW, HEADER_ROW, i, group.get().getValue()[1]));
                }
            } else {
                upper.createCell(i).setCellValue(columns.get(i).replace("（万元）", "\n（万元）"));
                sheet.addMergedRegion(new CellRangeAddress(HEADER_ROW, HEADER_ROW + 1, i, i));
            }
        }
    }

    private static void fill(Row row, List<String> values, CellStyle date) {
        for (int i = 0; i < values.size(); i++) {
            var value = values.get(i);
            if (value.startsWith("d:")) {
                var cell = row.createCell(i);
                cell.setCellValue(LocalDate.parse(value.substring(2)));
                cell.setCellStyle(date);
            } else if (value.startsWith("n:")) {
                row.createCell(i).setCellValue(Double.parseDouble(value.substring(2)));
            } else if (!value.isEmpty()) {
                row.createCell(i).setCellValue(value);
            }
        }
    }

    private static void notes(Workbook book, String name, List<String> lines) {
        var sheet = book.createSheet(name);
        for (int i = 0; i < lines.size(); i++) {
            sheet.createRow(i).createCell(0).setCellValue(lines.get(i));
        }
    }

    private static List<CsvRecord> csv(String feed, String rows) throws IOException {
        try (var reader = CsvReader.builder().ofCsvRecord(ROWS.resolve(feed).resolve(rows + ".csv"))) {
            return reader.stream().toList();
        }
    }

    private static byte[] bytes(Workbook book) throws IOException {
        book.getCreationHelper().createFormulaEvaluator().evaluateAll();
        var bytes = new ByteArrayOutputStream();
        book.write(bytes);
        return bytes.toByteArray();
    }

    private static void write(String feed, String file, byte[] content) throws IOException {
        var path = SAMPLES.resolve(feed).resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, content);
    }
}
