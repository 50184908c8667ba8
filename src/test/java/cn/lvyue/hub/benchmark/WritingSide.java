package cn.lvyue.hub.benchmark;

import cn.lvyue.hub.intake.MarkedCopies;
import cn.lvyue.hub.intake.MarkedCopies.Mark;
import cn.lvyue.hub.intake.MarkedCopies.Row;
import cn.lvyue.hub.intake.MarkedCopies.Weight;
import cn.lvyue.hub.record.ReadPlan;
import cn.lvyue.hub.record.ReturnMark;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;

/**
 * Writes a workbook of {@link WideRecord}s with a column of findings, as senders get it back, in a process of its own:
 * {@code <writer> <file sent> <file written> <rows>}. Every hundredth record is refused, with one coloured cell.
 */
final class WritingSide {
    private static final int REFUSED_EVERY = 100;
    private static final int MARKED = 3;
    private static final String ACCEPTED = MarkedCopies.NOTHING_TO_DO + "已接收";
    private static final String REFUSED = "退回：不在代码表内";

    private WritingSide() {}

    public static void main(String[] args) throws IOException {
        var sent = Path.of(args[1]);
        long rows = Long.parseLong(args[3]);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(args[2])))) {
            switch (args[0]) {
                case "hub-copy" -> copy(sent, out, rows);
                case "poi-sxssf" -> poi(out, rows);
                default -> throw new IllegalArgumentException(args[0]);
            }
        }
    }

    /** Also reads what was sent, which POI is spared. */
    private static void copy(Path sent, OutputStream out, long rows) throws IOException {
        try (var hub = ReadingSide.hub()) {
            var copies = hub.getBean(MarkedCopies.class);
            var watch = Stopwatch.start();
            var plan = ReadingSide.plan(ReadPlan.Format.WORKBOOK);
            try (var copy = copies.open(plan, Files.newInputStream(sent)).orElseThrow()) {
                copy.write(LongStream.range(0, rows).mapToObj(WritingSide::said).iterator(), List.of(), out);
                out.flush();
            }
            Stopwatch.tell(watch.stop());
        }
    }

    private static Row said(long number) {
        long row = number + 2;
        var place = WideFiles.SHEET + "!";
        return refused(number)
                ? new Row(
                        place + "row " + row,
                        Weight.REFUSED,
                        REFUSED,
                        List.of(new Mark(place + (char) ('A' + MARKED) + row, Weight.REFUSED, REFUSED)))
                : new Row(place + "row " + row, Weight.NOTE, ACCEPTED, List.of());
    }

    private static boolean refused(long number) {
        return number % REFUSED_EVERY == 0;
    }

    /** The rows of the streaming writer as POI's users tune it: a window of a hundred, strings in the cells. */
    private static void poi(OutputStream out, long rows) throws IOException {
        var watch = Stopwatch.start();
        try (var book = new SXSSFWorkbook(100)) {
            var red = book.createCellStyle();
            red.setFillForegroundColor(IndexedColors.ROSE.getIndex());
            red.setFillPattern(FillPatternType.SOLID_FOREGROUND);
            var sheet = book.createSheet(WideFiles.SHEET);
            WideFiles.row(sheet.createRow(0), WideRecord.NAMES.toArray(String[]::new))
                    .createCell(WideRecord.COLUMNS)
                    .setCellValue(ReturnMark.COLUMN);
            for (int r = 0; r < rows; r++) {
                record(sheet, r, red);
            }
            book.write(out);
        }
        out.flush();
        Stopwatch.tell(watch.stop());
    }

    private static void record(Sheet sheet, int number, CellStyle red) {
        var row = WideFiles.row(sheet.createRow(number + 1), WideRecord.of(number));
        row.createCell(WideRecord.COLUMNS).setCellValue(refused(number) ? REFUSED : ACCEPTED);
        if (refused(number)) {
            row.getCell(MARKED).setCellStyle(red);
        }
    }
}
