package cn.lvyue.hub.intake;

import static cn.lvyue.hub.intake.Samples.gzip;
import static cn.lvyue.hub.intake.Samples.read;
import static cn.lvyue.hub.intake.Samples.workbook;
import static cn.lvyue.hub.intake.Samples.zip;
import static cn.lvyue.hub.intake.WorkbookSamples.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.record.CellKind;
import cn.lvyue.hub.record.Severity;
import java.io.IOException;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorkbookReadingTest {
    private static final String STYLES =
            "<numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/><numFmt numFmtId=\"165\" formatCode=\"&quot;day&quot;0.00[Red]\"/></numFmts>"
                    + "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"22\"/></cellXfs>";

    @Test
    void readsCellsByReferenceWhateverIsBlank() {
        var rows = row(1, "编号", "单位", "金额")
                + "<row r=\"2\"><c r=\"C2\"><v>28.646953000000001</v></c><c r=\"A2\" t=\"s\"><v>1</v></c></row>"
                + "<row r=\"4\" hidden=\"1\"><c r=\"A4\" t=\"s\"><v>0</v></c><c r=\"B4\" t=\"str\"><f>x</f><v>乙_x000D_</v></c><c t=\"b\"><v>1</v></c></row>";
        var bytes = new WorkbookSamples()
                .sheet(rows)
                .strings(
                        "<si><t>A2</t></si><si><r><t>A</t></r><r><t>1</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si>")
                .bytes();
        var read = read(workbook(1, 1, "编号", "单位", "金额"), bytes);

        assertThat(read.values(0)).containsExactly("A1", "A2");
        assertThat(read.values(1)).containsExactly("null", "乙\r");
        assertThat(read.values(2)).containsExactly("28.646953", "true");
        assertThat(read.records().get(0).kind(2)).isEqualTo(CellKind.NUMBER);
        assertThat(read.records().get(1).kind(2)).isEqualTo(CellKind.BOOLEAN);
        assertThat(read.records().get(1).place()).isEqualTo("S!row 4");
        assertThat(read.records().get(1).placeOf("金额")).isEqualTo("S!C4");
    }

    @Test
    void readsDatesByTheirFormat() {
        var rows = row(1, "a", "b", "c", "d")
                + "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>45143</v></c><c r=\"B2\" s=\"2\"><v>45143</v></c><c r=\"C2\" s=\"3\"><v>45143.378472222219</v></c><c r=\"D2\" t=\"d\"><v>2023-08-05T00:00:00</v></c></row>"
                + "<row r=\"3\"><c r=\"A3\" s=\"1\"><v>60</v></c><c r=\"B3\" s=\"1\"><v>59</v></c><c r=\"C3\" s=\"1\"><v>61</v></c></row>";
        var read = read(
                workbook(1, 1, "a", "b", "c", "d"),
                new WorkbookSamples().sheet(rows).styles(STYLES).bytes());

        assertThat(read.values(0)).containsExactly("2023-08-05", "1900-02-29");
        assertThat(read.values(1)).containsExactly("45143", "1900-02-28");
        assertThat(read.values(2)).containsExactly("2023-08-05 09:05:00", "1900-03-01");
        assertThat(read.values(3)).startsWith("2023-08-05");
        assertThat(read.records().get(0).kind(0)).isEqualTo(CellKind.DATE);
        assertThat(read.records().get(0).kind(1)).isEqualTo(CellKind.NUMBER);
    }

    @Test
    void aCellThatNumbersNoSharedTextIsEmpty() {
        var rows = row(1, "a", "b")
                + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v/></c><c r=\"B2\" t=\"s\"><v>0</v></c></row>"
                + "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>7</v></c><c r=\"B3\" t=\"s\"><v>0</v></c></row>";
        var read = read(
                workbook(1, 1, "a", "b"),
                new WorkbookSamples().sheet(rows).strings("<si><t>x</t></si>").bytes());

        assertThat(read.records().get(0).value(0)).isNull();
        assertThat(read.values(0)).endsWith("#REF!");
        assertThat(read.values(1)).containsExactly("x", "x");
    }

    @Test
    void countsDaysFrom1904WhereTheWorkbookSaysSo() {
        var rows = row(1, "a") + "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>43681</v></c></row>";

        assertThat(read(
                                workbook(1, 1, "a"),
                                new WorkbookSamples()
                                        .from1904()
                                        .sheet(rows)
                                        .styles(STYLES)
                                        .bytes())
                        .values(0))
                .containsExactly("2023-08-05");
    }

    @Test
    void takesFormulasByTheirLastResult() {
        var rows = row(1, "a", "b", "c")
                + "<row r=\"2\"><c r=\"A2\"><f>1+1</f><v>2</v></c><c r=\"B2\"><f>1+2</f></c><c r=\"C2\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c></row>";
        var read = read(
                workbook(1, 1, "a", "b", "c"), new WorkbookSamples().sheet(rows).bytes());

        assertThat(read.values(0)).containsExactly("2");
        assertThat(read.values(1)).containsExactly("=1+2");
        assertThat(read.values(2)).containsExactly("#DIV/0!");
        assertThat(read.records().get(0).kind(1)).isEqualTo(CellKind.ERROR);
        assertThat(read.records().get(0).kind(2)).isEqualTo(CellKind.ERROR);
    }

    @Test
    void readsATwoLevelHeaderWithMergedCells() {
        var rows = row(1, "汇总表")
                + row(3, "序号", "编号", "投诉企业", null, "金额\n（万元）", "被投诉单位")
                + row(4, null, null, "单位名称", "统一社会信用代码", null, "单位名称")
                + row(5, "1", "A1", "甲", "91X", "12.5", "乙局")
                + row(6, "2")
                + row(8, "合 计", "x")
                + row(9, "填表人", "y");
        var plan = workbook(3, 2, "编号", "投诉企业/单位名称", "统一社会信用代码", "金额(万元)", "被投诉单位/单位名称");
        var read = read(plan, new WorkbookSamples().sheet("台账", "visible", rows).bytes());

        assertThat(read.end().read()).isEqualTo(1);
        var record = read.records().get(0);
        assertThat(record.value(1)).isEqualTo("甲");
        assertThat(record.value(2)).isEqualTo("91X");
        assertThat(record.value(3)).isEqualTo("12.5");
        assertThat(record.value(4)).isEqualTo("乙局");
        assertThat(record.placeOf("金额(万元)")).isEqualTo("台账!E5");
    }

    @Test
    void refusesALowerNameThatIsNotUnique() {
        var rows = row(1, "甲", null, "乙") + row(2, "名称", "编号", "名称") + row(3, "1", "2", "3");

        assertThat(read(
                                workbook(1, 2, "编号", "名称"),
                                new WorkbookSamples().sheet(rows).bytes())
                        .codes())
                .containsExactly("F103");
    }

    @Test
    void passesOverHiddenAndNamedSheetsAndRemarksOnOthers() {
        var table = row(1, "a") + row(2, "1");
        var bytes = new WorkbookSamples()
                .sheet("隐藏", "hidden", table)
                .sheet("说明", "visible", table)
                .sheet("备注", "visible", row(1, "别的"))
                .sheet("空", "visible", "")
                .sheet("台账", "visible", table)
                .bytes();
        var read = read(workbook(1, 1, "a"), bytes);

        assertThat(read.records()).extracting(r -> r.place()).containsExactly("台账!row 2");
        assertThat(read.codes()).containsExactly("F103");
        assertThat(read.end().findings().get(0).severity()).isEqualTo(Severity.REMARK);
        assertThat(read.end().findings().get(0).place()).isEqualTo("备注");
    }

    @Test
    void refusesAWorkbookWithoutTheHeader() {
        var read = read(
                workbook(1, 1, "a"),
                new WorkbookSamples().sheet(row(1, "b") + row(2, "1")).bytes());

        assertThat(read.end().unreadable()).isTrue();
        assertThat(read.codes()).containsExactly("F103");
    }

    @Test
    void readsPackedWorkbooks() {
        var bytes = new WorkbookSamples().sheet(row(1, "a") + row(2, "1")).bytes();

        assertThat(read(workbook(1, 1, "a"), gzip(bytes)).values(0)).containsExactly("1");
        assertThat(read(workbook(1, 1, "a"), zip("台账.xlsx", bytes))
                        .records()
                        .get(0)
                        .place())
                .isEqualTo("台账.xlsx: S!row 2");
    }

    @Test
    void refusesDangerousAndForeignContent() {
        var doctype = "<!DOCTYPE w [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>";
        var table = row(1, "a") + row(2, "1");

        assertThat(read(workbook(1, 1, "a"), new WorkbookSamples().sheet(table).bytes(doctype))
                        .codes())
                .containsExactly("F108");
        assertThat(read(workbook(1, 1, "a"), "a,b\n1,2\n").codes()).containsExactly("F106");
        assertThat(read(workbook(1, 1, "a"), zip("[Content_Types].xml", "<Types/>"))
                        .codes())
                .containsExactly("F106");
        assertThat(read(Samples.csv("a"), new WorkbookSamples().sheet(table).bytes())
                        .codes())
                .containsExactly("F106");
    }

    @Test
    void keepsTheRowsBeforeABreakInTheSheet() {
        var rows = row(1, "a") + row(2, "1") + "<row r=\"3\"><c></row>";

        var read = read(workbook(1, 1, "a"), new WorkbookSamples().sheet(rows).bytes());
        assertThat(read.values(0)).containsExactly("1");
        assertThat(read.codes()).containsExactly("F101");
    }

    @Test
    void givesTheSameWithStringsOnDisk() {
        var rows = new StringBuilder(row(1, "a"));
        var strings = new StringBuilder();
        for (int i = 0; i < 30_000; i++) {
            strings.append("<si><t>企业").append(i).append("</t></si>");
            rows.append("<row><c t=\"s\"><v>").append(i).append("</v></c></row>");
        }
        var bytes = new WorkbookSamples()
                .sheet(rows.toString())
                .strings(strings.toString())
                .bytes();

        var inMemory = read(workbook(1, 1, "a"), bytes);
        var onDisk = read(workbook(1, 1, "a"), bytes, Map.of("hub.intake.strings-in-memory", "10KB"), 0);
        assertThat(onDisk.values(0))
                .isEqualTo(inMemory.values(0))
                .contains("企业0", "企业29999")
                .hasSize(30_000);
    }

    @Test
    void spillsStringsBeyondTheLimitOnly() throws IOException {
        var source = Stream.concat(Stream.of("甲"), IntStream.range(0, 100).mapToObj(i -> "乙" + i))
                .iterator();
        try (var strings = new SharedStrings(
                Samples.settings(Map.of("hub.intake.strings-in-memory", "1KB")),
                () -> source.hasNext() ? source.next() : null)) {
            assertThat(strings.get(0)).isEqualTo("甲");
            assertThat(source.next()).as("read as far as asked for").isEqualTo("乙0");
            strings.readAll();

            assertThat(strings.isSpilled()).isTrue();
            assertThat(strings.get(0)).isEqualTo("甲");
            assertThat(strings.get(99)).isEqualTo("乙99");
            assertThat(strings.get(100)).isNull();
        }
    }

    @Test
    void refusesText() {
        assertThat(read(workbook(1, 1, "a"), "not a workbook".getBytes(UTF_8)).codes())
                .containsExactly("F106");
    }
}
