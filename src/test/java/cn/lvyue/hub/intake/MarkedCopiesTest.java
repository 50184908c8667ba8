package cn.lvyue.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.intake.MarkedCopies.Form;
import cn.lvyue.hub.intake.MarkedCopies.Mark;
import cn.lvyue.hub.intake.MarkedCopies.Row;
import cn.lvyue.hub.intake.MarkedCopies.Weight;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.ReadPlan;
import cn.lvyue.hub.record.ReturnMark;
import cn.lvyue.hub.record.SourceRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class MarkedCopiesTest {
    private static final IntakeSettings SETTINGS = Samples.settings(Map.of());
    private static final MarkingSettings LIMITS = new MarkingSettings(10_000, 200, DataSize.ofMegabytes(8));
    private static final LocalDateTime SENT = LocalDateTime.of(2019, 5, 4, 10, 30, 12);
    private static final String RED = "FFFFC7CE";

    private final Marking marking = new Marking(SETTINGS, LIMITS, Clock.systemUTC());

    @Test
    void aWorkbookComesBackWithItsFaultsInColourAndInWords() throws IOException {
        byte[] sent = xlsx(sheet -> {
            row(sheet, 0, "编号", "金额", "日期");
            row(sheet, 1, "A1", "12", "2023-01-01");
            row(sheet, 2, "A2", "x<&>", null);
        });

        var copy = open(marked(workbook(), sent, "A2", "金额", "日期"));

        var sheet = copy.getSheetAt(0);
        assertThat(text(sheet, 0, 3)).isEqualTo(ReturnMark.COLUMN);
        assertThat(text(sheet, 1, 3)).isEqualTo("✓ 接收");
        assertThat(text(sheet, 2, 3)).isEqualTo("=退回 [退回 7-2]");
        assertThat(sheet.getRow(2).getCell(3).getCellType()).isEqualTo(org.apache.poi.ss.usermodel.CellType.STRING);
        assertThat(colour(sheet.getRow(2).getCell(1))).isEqualTo(RED);
        assertThat(colour(sheet.getRow(2).getCell(2))).isEqualTo(RED);
        assertThat(colour(sheet.getRow(1).getCell(1))).isNull();
        assertThat(text(sheet, 2, 1)).isEqualTo("x<&>");
        var comment = sheet.getCellComment(new org.apache.poi.ss.util.CellAddress("B3"));
        assertThat(comment.getString().getString()).isEqualTo("金额 <错>");
        assertThat(comment.getAuthor()).isEqualTo("履约枢纽");
        assertThat(sheet.getCellComment(new org.apache.poi.ss.util.CellAddress("C3")))
                .isNotNull();
    }

    @Test
    void twoCopiesOfOneWorkbookAreTheSameToTheByteHoweverMuchLaterTheSecondIsMade() throws IOException {
        byte[] sent = sentIn2019(xlsx(sheet -> {
            row(sheet, 0, "编号", "金额", "日期");
            row(sheet, 1, "A1", "x", null);
        }));

        var copy = marked(workbook(), sent, "A1", "金额");

        try (var zip = new ZipInputStream(new ByteArrayInputStream(copy))) {
            for (var part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
                assertThat(part.getTimeLocal()).as(part.getName()).isEqualTo(SENT);
            }
        }
    }

    @Test
    void aReturnedWorkbookIsReadAsTheSendersOwnAndTellsWhatItCorrects() throws IOException {
        byte[] sent = xlsx(sheet -> {
            row(sheet, 0, "编号", "金额", "日期");
            row(sheet, 1, "", "12", "2023-01-01");
            row(sheet, 2, "A2", "x", null);
        });
        byte[] copy = marked(workbook(), sent, "A2", "金额");

        var again = read(workbook(), copy);
        byte[] second = marked(workbook(), copy, "none");

        assertThat(again).extracting(record -> record.value(1)).containsExactly("12", "x");
        assertThat(again).extracting(SourceRecord::answers).containsExactly(null, new ReturnMark(7, 2));
        assertThat(again).allMatch(record -> record.faults().isEmpty());
        var sheet = open(second).getSheetAt(0);
        assertThat(text(sheet, 2, 3)).isEqualTo("✓ 接收");
        assertThat(sheet.getRow(0).getLastCellNum()).isEqualTo((short) 4);
        assertThat(colour(sheet.getRow(2).getCell(1))).isNull();
        assertThat(sheet.getCellComment(new org.apache.poi.ss.util.CellAddress("B3"))
                        .getString()
                        .getString())
                .contains("本次未发现问题");
    }

    @Test
    void whatTheSenderPutIntoTheWorkbookStays() throws IOException {
        byte[] sent = xlsx(sheet -> {
            row(sheet, 0, "编号", "金额", "日期", "小计");
            row(sheet, 1, "A1", "1", "2023-01-01");
            row(sheet, 2, "A2", "2", "2023-01-01");
            row(sheet, 3, "A3", "3", "2023-01-01");
            sheet.getRow(1).createCell(3).setCellFormula("LEN(A2)*2");
            sheet.addMergedRegion(CellRangeAddress.valueOf("E1:E3"));
            var patriarch = sheet.createDrawingPatriarch();
            var mine = patriarch.createCellComment(patriarch.createAnchor(0, 0, 0, 0, 1, 1, 3, 4));
            mine.setString(sheet.getWorkbook().getCreationHelper().createRichTextString("自己的批注"));
            mine.setAuthor("张某");
            sheet.getRow(1).getCell(1).setCellComment(mine);
            var other = patriarch.createCellComment(patriarch.createAnchor(0, 0, 0, 0, 1, 3, 3, 6));
            other.setString(sheet.getWorkbook().getCreationHelper().createRichTextString("另一条"));
            sheet.getRow(3).getCell(0).setCellComment(other);
            var style = sheet.getWorkbook().createCellStyle();
            style.setDataFormat(sheet.getWorkbook().createDataFormat().getFormat("0.00"));
            style.setFillForegroundColor(IndexedColors.LIGHT_BLUE.getIndex());
            style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
            sheet.getRow(1).getCell(0).setCellStyle(style);
            sheet.setColumnWidth(0, 5_000);
            sheet.createFreezePane(0, 1);
        });

        var sheet = open(marked(workbook(), sent, "A1", "编号", "金额")).getSheetAt(0);

        assertThat(sheet.getRow(1).getCell(3).getCellFormula()).isEqualTo("LEN(A2)*2");
        assertThat(sheet.getMergedRegions()).containsExactly(CellRangeAddress.valueOf("E1:E3"));
        assertThat(sheet.getCellComment(new org.apache.poi.ss.util.CellAddress("B2"))
                        .getString()
                        .getString())
                .startsWith("自己的批注")
                .contains("金额 <错>");
        assertThat(sheet.getCellComment(new org.apache.poi.ss.util.CellAddress("A4"))
                        .getString()
                        .getString())
                .isEqualTo("另一条");
        assertThat(sheet.getRow(1).getCell(0).getCellStyle().getDataFormatString())
                .isEqualTo("0.00");
        assertThat(colour(sheet.getRow(1).getCell(0))).isEqualTo(RED);
        assertThat(sheet.getColumnWidth(0)).isEqualTo(5_000);
        assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
        assertThat(text(sheet, 0, 4)).isEqualTo(ReturnMark.COLUMN);
    }

    @Test
    void everySheetWithRecordsIsMarkedUnderATwoLevelHeaderToo() throws IOException {
        byte[] sent = workbookOf(new XSSFWorkbook(), workbook -> {
            for (var name : List.of("甲", "说明", "乙!row")) {
                var sheet = workbook.createSheet(name);
                if (name.equals("说明")) {
                    row(sheet, 0, "无关");
                    continue;
                }
                row(sheet, 0, "标题");
                row(sheet, 1, "编号", "数据", null);
                row(sheet, 2, null, "金额", "日期");
                row(sheet, 3, name + "1", "1", "2023-01-01");
            }
        });
        var plan = plan(ReadPlan.Format.WORKBOOK, 2, 2);

        var copy = open(marked(plan, sent, "乙!row1", "金额"));

        assertThat(text(copy.getSheetAt(0), 1, 3)).isEqualTo(ReturnMark.COLUMN);
        assertThat(text(copy.getSheetAt(0), 3, 3)).isEqualTo("✓ 接收");
        assertThat(copy.getSheetAt(1).getRow(0).getLastCellNum()).isEqualTo((short) 1);
        assertThat(colour(copy.getSheetAt(2).getRow(3).getCell(1))).isEqualTo(RED);
        assertThat(read(plan, marked(plan, sent, "none"))).hasSize(2);
    }

    @Test
    void aWorkbookWithoutStylesGetsSome() throws IOException {
        byte[] copy = marked(workbook(), PackageParts.minimal(), "A1", "金额");

        var sheet = open(copy).getSheetAt(0);
        assertThat(colour(sheet.getRow(1).getCell(1))).isEqualTo(RED);
        assertThat(text(sheet, 1, 3)).isEqualTo("=退回 [退回 7-1]");
    }

    @Test
    void aStrictWorkbookComesBackStrictWithColoursAndWords() throws IOException {
        byte[] copy = marked(workbook(), PackageParts.strict(), "A1", "金额");

        var parts = unzip(copy);
        var again = read(workbook(), copy);
        assertThat(parts.get("book.xml")).contains("http://purl.oclc.org/ooxml/spreadsheetml/main");
        assertThat(parts.get("_rels/book.xml.rels"))
                .contains("http://purl.oclc.org/ooxml/officeDocument/relationships/styles");
        assertThat(parts.get("xl/hubStyles.xml"))
                .contains("http://purl.oclc.org/ooxml/spreadsheetml/main", RED)
                .doesNotContain("schemas.openxmlformats.org");
        assertThat(parts.get("sheet.xml")).contains(ReturnMark.COLUMN, "=退回 [退回 7-1]");
        assertThat(parts.keySet()).as("comments").noneMatch(part -> part.contains("omments") || part.endsWith("vml"));
        assertThat(again).extracting(SourceRecord::answers).containsExactly(new ReturnMark(7, 1));
        assertThat(again.get(0).value(2)).isEqualTo("2023-01-01");
    }

    @Test
    void aWorkbookWithMacrosComesBackUnderTheNameItOpensWith() throws IOException {
        byte[] sent = new WorkbookSamples()
                .sheet(WorkbookSamples.row(1, "编号", "金额", "日期") + WorkbookSamples.row(2, "A1", "1", "2023-01-01"))
                .macros("no program at all")
                .bytes();

        try (var copy = marking.open(workbook(), new ByteArrayInputStream(sent)).orElseThrow()) {
            assertThat(copy.form()).isEqualTo(Form.XLSM);
        }
        assertThat(unzip(marked(workbook(), sent, "A1", "金额"))).containsEntry("xl/vbaProject.bin", "no program at all");
    }

    @Test
    void anOldWorkbookComesBackMarked() throws IOException {
        byte[] sent = workbookOf(new HSSFWorkbook(), workbook -> {
            var sheet = workbook.createSheet("表");
            row(sheet, 0, "编号", "金额", "日期");
            row(sheet, 1, "A1", "1", null);
        });

        try (var copy = marking.open(workbook(), new ByteArrayInputStream(sent)).orElseThrow()) {
            assertThat(copy.form()).isEqualTo(Form.XLS);
        }
        var sheet = open(marked(workbook(), sent, "A1", "金额", "日期")).getSheetAt(0);
        assertThat(text(sheet, 0, 3)).isEqualTo(ReturnMark.COLUMN);
        assertThat(text(sheet, 1, 3)).isEqualTo("=退回 [退回 7-1]");
        assertThat(sheet.getRow(1).getCell(2).getCellComment().getString().getString())
                .isEqualTo("日期 <错>");
        assertThat(sheet.getRow(1).getCell(1).getCellStyle().getFillPattern())
                .isEqualTo(FillPatternType.SOLID_FOREGROUND);
        assertThat(read(workbook(), marked(workbook(), sent, "A1", "金额")).get(0).answers())
                .isEqualTo(new ReturnMark(7, 1));
    }

    @Test
    void anOldWorkbookBeyondTheLimitIsNotMarked() throws IOException {
        byte[] sent = workbookOf(new HSSFWorkbook(), workbook -> row(workbook.createSheet("表"), 0, "编号", "金额", "日期"));

        assertThat(new Marking(SETTINGS, new MarkingSettings(1, 1, DataSize.ofBytes(100)), Clock.systemUTC())
                        .open(workbook(), new ByteArrayInputStream(sent)))
                .isEmpty();
    }

    @Test
    void anOldWorkbookWhoseCellsNumberTextsThatAreNotThereIsNotMarked() throws IOException {
        byte[] sent = workbookOf(new HSSFWorkbook(), workbook -> {
            var sheet = workbook.createSheet("表");
            row(sheet, 0, "编号", "金额", "日期");
            row(sheet, 1, "A1", "1", null);
        });
        var records = ByteBuffer.wrap(sent).order(ByteOrder.LITTLE_ENDIAN);
        int last = IntStream.range(512, sent.length - 14)
                .filter(at -> records.getInt(at) == 0x000A00FD) // LABELSST, ten bytes long
                .max()
                .orElseThrow();
        records.putInt(last + 10, 11_149_577);

        assertThat(read(workbook(), sent)).hasSize(1);
        assertThat(marking.open(workbook(), new ByteArrayInputStream(sent))).isEmpty();
    }

    @Test
    void textComesBackByteForByteWithOneCellMore() throws IOException {
        var gbk = Charset.forName("GB18030");
        byte[] sent = "编号;金额;日期\r\nA1;\"1\n2\";=1+1\r\n\r\nA2;x\r\nA3;3;\"2023\"\"\";;".getBytes(gbk);

        var copy = new String(marked(csv(), sent, "A2", "金额"), gbk);

        assertThat(copy)
                .isEqualTo("编号;金额;日期;校验结果 / Findings\r\nA1;\"1\n2\";=1+1;\"✓ 接收\"\r\n\r\n"
                        + "A2;x;;\"'=退回 [退回 7-2]\"\r\nA3;3;\"2023\"\"\";\"✓ 接收\"");
    }

    @Test
    void aTextReturnedTwiceHasOneColumnOfFindings() throws IOException {
        byte[] sent = "\uFEFF编号,金额,日期\nA1,1,2\nA2,2,2\n".getBytes(StandardCharsets.UTF_16LE);
        byte[] first = marked(csv(), sent, "A2", "金额");

        var again = read(
                csv(), (new String(first, StandardCharsets.UTF_16LE) + "A3,1,1\n").getBytes(StandardCharsets.UTF_16LE));
        var second = new String(marked(csv(), first, "A1", "金额"), StandardCharsets.UTF_16LE);

        assertThat(again).hasSize(3).allMatch(record -> record.faults().isEmpty());
        assertThat(again).extracting(SourceRecord::answers).containsExactly(null, new ReturnMark(7, 2), null);
        assertThat(second).isEqualTo("\uFEFF编号,金额,日期,校验结果 / Findings\nA1,1,2,\"'=退回 [退回 7-1]\"\nA2,2,2,\"✓ 接收\"\n");
    }

    @Test
    void aFileInAnArchiveComesBackInAnArchive() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(packed)) {
            zip.putNextEntry(new ZipEntry("甲/一.csv"));
            zip.write("编号,金额,日期\nA1,1,2\n".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("甲/一.csv.ok"));
            zip.write(1);
            zip.putNextEntry(new ZipEntry("二.csv"));
            zip.write("编号,金额,日期\nB1,1,2\n".getBytes(StandardCharsets.UTF_8));
        }

        var files = unzip(marked(csv(), packed.toByteArray(), "B1", "金额"));

        assertThat(files.keySet()).containsExactly("甲/一.csv", "甲/一.csv.ok", "二.csv");
        assertThat(files.get("甲/一.csv")).endsWith("A1,1,2,\"✓ 接收\"\n");
        assertThat(files.get("二.csv")).endsWith("B1,1,2,\"'=退回 [退回 7-2]\"\n");
    }

    @Test
    void aGzippedFileComesBackGzipped() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("编号,金额,日期\nA1,1,2\n".getBytes(StandardCharsets.UTF_8));
        }

        byte[] copy = marked(csv(), packed.toByteArray(), "A1", "金额");

        try (var in = new GZIPInputStream(new ByteArrayInputStream(copy))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).contains("[退回 7-1]");
        }
    }

    @Test
    void wordsThatASpreadsheetWouldRunAreKeptFromIt() {
        for (var word : List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1")) {
            assertThat(CsvCopy.safe(word))
                    .doesNotStartWith("\"" + word.charAt(0))
                    .startsWith("\"");
        }
        assertThat(CsvCopy.safe("a \"b\"\nc")).isEqualTo("\"a \"\"b\"\"；c\"");
    }

    @Test
    void whatCannotBeReadHasNoCopy() {
        assertThat(marking.open(workbook(), new ByteArrayInputStream("no workbook".getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
        assertThat(marking.open(csv(), new ByteArrayInputStream(new byte[0]))).isEmpty();
        assertThat(marking.open(
                        plan(ReadPlan.Format.JSON, 1, 1),
                        new ByteArrayInputStream("[]".getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
    }

    private byte[] marked(ReadPlan plan, byte[] sent, String faulty, String... fields) throws IOException {
        var rows = new ArrayList<Row>();
        for (var record : read(plan, sent)) {
            if (faulty.equals(record.value(0))) {
                var marks = List.of(fields).stream()
                        .map(field -> new Mark(record.placeOf(field), Weight.REFUSED, field + " <错>"))
                        .toList();
                rows.add(new Row(
                        record.place(), Weight.REFUSED, "=退回 " + new ReturnMark(7, record.row()).text(), marks));
            } else {
                rows.add(new Row(record.place(), Weight.NOTE, "✓ 接收", List.of()));
            }
        }
        try (var copy = marking.open(plan, new ByteArrayInputStream(sent)).orElseThrow()) {
            var out = new ByteArrayOutputStream();
            copy.write(rows.iterator(), List.of(), out);
            return out.toByteArray();
        }
    }

    private static List<SourceRecord> read(ReadPlan plan, byte[] bytes) {
        var message = new Message(7, plan.feed(), Channel.HTTP, Instant.EPOCH, null, null, bytes.length, "00");
        var records = new ArrayList<SourceRecord>();
        try (var reading =
                new Intake(SETTINGS, Clock.systemUTC()).read(message, plan, new ByteArrayInputStream(bytes), 0)) {
            while (reading.hasNext()) {
                records.addAll(reading.next().items());
            }
        }
        return records;
    }

    private static ReadPlan workbook() {
        return plan(ReadPlan.Format.WORKBOOK, 1, 1);
    }

    private static ReadPlan csv() {
        return plan(ReadPlan.Format.CSV, 1, 1);
    }

    private static ReadPlan plan(ReadPlan.Format format, int headerRow, int headerRows) {
        return new ReadPlan(
                new FeedId("test"),
                format,
                List.of("编号", "金额", "日期"),
                "",
                Map.of(),
                Map.of(),
                headerRow,
                headerRows,
                List.of(),
                List.of(),
                List.of("编号"),
                "auto",
                null);
    }

    private static byte[] sentIn2019(byte[] workbook) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var from = new ZipInputStream(new ByteArrayInputStream(workbook));
                var to = new ZipOutputStream(out)) {
            for (var part = from.getNextEntry(); part != null; part = from.getNextEntry()) {
                var entry = new ZipEntry(part.getName());
                entry.setTimeLocal(SENT);
                to.putNextEntry(entry);
                from.transferTo(to);
            }
        }
        return out.toByteArray();
    }

    private static byte[] xlsx(Consumer<Sheet> fill) throws IOException {
        return workbookOf(new XSSFWorkbook(), workbook -> fill.accept(workbook.createSheet("表")));
    }

    private static byte[] workbookOf(Workbook workbook, Consumer<Workbook> fill) throws IOException {
        try (workbook) {
            fill.accept(workbook);
            var out = new ByteArrayOutputStream();
            workbook.write(out);
            return out.toByteArray();
        }
    }

    private static void row(Sheet sheet, int number, String... values) {
        var row = sheet.createRow(number);
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                row.createCell(i).setCellValue(values[i]);
            }
        }
    }

    private static Workbook open(byte[] bytes) throws IOException {
        return WorkbookFactory.create(new ByteArrayInputStream(bytes));
    }

    private static String text(Sheet sheet, int row, int column) {
        return sheet.getRow(row).getCell(column).getStringCellValue();
    }

    private static String colour(Cell cell) {
        var style = cell.getCellStyle();
        var colour = style.getFillPattern() == FillPatternType.SOLID_FOREGROUND
                ? ((org.apache.poi.xssf.usermodel.XSSFCellStyle) style).getFillForegroundXSSFColor()
                : null;
        return colour == null ? null : colour.getARGBHex();
    }

    private static Map<String, String> unzip(byte[] bytes) throws IOException {
        var files = new java.util.LinkedHashMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
