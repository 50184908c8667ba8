package cn.lvyue.hub.benchmark;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.dhatim.fastexcel.Workbook;

/** Writes files of {@link WideRecord}s: {@code xlsx <file> <rows>}, in a process of its own because of the heap it takes. */
final class WideFiles {
    static final String SHEET = "投诉";

    private WideFiles() {}

    public static void main(String[] args) throws IOException {
        var file = Path.of(args[1]);
        long rows = Long.parseLong(args[2]);
        var watch = Stopwatch.start();
        switch (args[0]) {
            case "xlsx" -> workbook(file, rows);
            case "xlsx-poi" -> workbookByPoi(file, rows);
            case "ndjson" -> json(file, rows, "", "\n", "\n");
            case "array" -> json(file, rows, "[", ",\n", "]");
            default -> throw new IllegalArgumentException(args[0]);
        }
        Stopwatch.tell(watch.stop());
    }

    /** With shared strings, as Excel writes them. */
    private static void workbook(Path file, long rows) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                var book = new Workbook(out, "bench", "1.0")) {
            var sheet = book.newWorksheet(SHEET);
            for (int c = 0; c < WideRecord.COLUMNS; c++) {
                sheet.value(0, c, WideRecord.NAMES.get(c));
            }
            for (int r = 0; r < rows; r++) {
                var values = WideRecord.of(r);
                for (int c = 0; c < values.length; c++) {
                    sheet.value(r + 1, c, values[c]);
                }
                if (r % 1_000 == 0) {
                    sheet.flush();
                }
            }
        }
    }

    /** Apache POI's streaming writer, with its own choice of strings: inline. */
    private static void workbookByPoi(Path file, long rows) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                var book = new SXSSFWorkbook(100)) {
            var sheet = book.createSheet(SHEET);
            row(sheet.createRow(0), WideRecord.NAMES.toArray(String[]::new));
            for (int r = 0; r < rows; r++) {
                row(sheet.createRow(r + 1), WideRecord.of(r));
            }
            book.write(out);
        }
    }

    static Row row(Row row, String[] values) {
        for (int c = 0; c < values.length; c++) {
            row.createCell(c).setCellValue(values[c]);
        }
        return row;
    }

    private static void json(Path file, long rows, String before, String between, String after) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write(before);
            for (long r = 0; r < rows; r++) {
                if (r > 0) {
                    out.write(between);
                }
                object(out, WideRecord.NAMES, WideRecord.of(r));
            }
            out.write(after);
        }
    }

    /** The made-up values need no escapes. */
    private static void object(BufferedWriter out, List<String> names, String[] values) throws IOException {
        for (int c = 0; c < values.length; c++) {
            out.write(c == 0 ? "{\"" : ",\"");
            out.write(names.get(c));
            out.write("\":\"");
            out.write(values[c]);
            out.write('"');
        }
        out.write('}');
    }
}
