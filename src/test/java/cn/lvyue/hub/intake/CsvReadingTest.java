package cn.lvyue.hub.intake;

import static cn.lvyue.hub.intake.Samples.GB18030;
import static cn.lvyue.hub.intake.Samples.csv;
import static cn.lvyue.hub.intake.Samples.read;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.record.Severity;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReadingTest {
    private static final String HEADER = "工单编号,涉及金额,诉求内容";

    @Test
    void findsColumnsByNameAndNamesPlacesByPhysicalLine() {
        var read = read(csv("工单编号", "诉求内容"), "诉求内容,备注, 工单编号 \r\n\"两行\r\n内容\",x,A1\r\n拖欠,y,A2\r\n");

        assertThat(read.values(0)).containsExactly("A1", "A2");
        assertThat(read.values(1)).containsExactly("两行\r\n内容", "拖欠");
        assertThat(read.records().get(1).place()).isEqualTo("line 4");
        assertThat(read.records().get(1).placeOf("诉求内容")).isEqualTo("line 4, 诉求内容");
        assertThat(read.end().findings()).isEmpty();
    }

    @Test
    void readsGb18030WithoutMarkAndFourByteCharacters() {
        var read = read(csv("工单编号", "诉求内容"), (HEADER + "\nA1,1元,𡈼良商贸\nA2,2元,元\n").getBytes(GB18030));

        assertThat(read.values(1)).containsExactly("𡈼良商贸", "元");
    }

    @Test
    void readsUtf16WithMark() {
        var text = "\uFEFF工单编号\t诉求内容\r\nA1\t拖欠\r\n";

        assertThat(read(csv("工单编号", "诉求内容"), text.getBytes(UTF_16LE)).values(1)).containsExactly("拖欠");
    }

    @Test
    void staysUndecidedWhileAllIsAscii() {
        var text = new StringBuilder("id,text\n");
        IntStream.range(0, 40_000).forEach(i -> text.append(i).append(",x\n"));
        var read = read(csv("id", "text"), (text + "last,拖欠农民工工资\n").getBytes(GB18030));

        assertThat(read.values(1)).last().isEqualTo("拖欠农民工工资");
    }

    @Test
    void rejectsOnlyTheRowWithBytesThatMeanNothing() {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes((HEADER + "\r\nA1,1元,拖欠工程款\r\nA2,2元,拖欠").getBytes(GB18030));
        bytes.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0x80});
        bytes.writeBytes("\r\nA3,3元,拖欠\r\n".getBytes(GB18030));
        var read = read(csv("工单编号", "诉求内容"), bytes.toByteArray());

        assertThat(read.values(0)).containsExactly("A1", "A2", "A3");
        assertThat(read.values(1)).containsExactly("拖欠工程款", "null", "拖欠");
        var fault = read.records().get(1).faults().get(0);
        assertThat(fault.code()).isEqualTo("F102");
        assertThat(fault.severity()).isEqualTo(Severity.REJECT);
        assertThat(fault.place()).isEqualTo("line 3, 诉求内容");
        assertThat(read.codesOf(2)).isEmpty();
    }

    @Test
    void rejectsARowInAnotherCharsetThanItsFile() {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes((HEADER + "\nA1,1元,拖欠工程款\n").getBytes(GB18030));
        bytes.writeBytes("A2,2元,黑龙江省某某有限公司\n".getBytes(UTF_8));
        bytes.writeBytes("A3,3元,拖欠\n".getBytes(GB18030));
        var read = read(csv("工单编号", "诉求内容"), bytes.toByteArray());

        assertThat(read.values(0)).containsExactly("A1", "A2", "A3");
        assertThat(read.codesOf(1)).containsExactly("F102");
        assertThat(read.records().get(1).value(1)).isNull();
    }

    @Test
    void rejectsADamagedRowOfAUtf8File() {
        var bytes = (HEADER + "\nA1,1元,拖欠工程款\nA2,2元,坏#\nA3,3元,拖欠\n").getBytes(UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '#' ? (byte) 0xFE : bytes[i];
        }
        var read = read(csv("工单编号", "诉求内容"), bytes);

        assertThat(read.values(1)).containsExactly("拖欠工程款", "null", "拖欠");
        assertThat(read.codesOf(1)).containsExactly("F102");
    }

    @Test
    void rejectsRowsWithTooFewOrTooManyCellsAndKeepsTheirNumbers() {
        var read = read(csv("工单编号", "诉求内容"), HEADER + "\nA1,1\nA2,1,2,3\nA3,1,2,,\nA4,1,2\n");

        assertThat(read.values(0)).containsExactly("A1", "A2", "A3", "A4");
        assertThat(read.codesOf(0)).containsExactly("F109");
        assertThat(read.codesOf(1)).containsExactly("F109");
        assertThat(read.codesOf(2)).isEmpty();
        assertThat(read.codesOf(3)).isEmpty();
    }

    @Test
    void losesOneRowToAnUnclosedQuote() {
        var read = read(csv("工单编号", "诉求内容"), HEADER + "\nA1,1,x\nA2,\"1,y\nA3,1,\"z\"\nA4,1,w\n");

        assertThat(read.values(0)).containsExactly("A1", "A2", "A3", "A4");
        assertThat(read.codesOf(1)).containsExactly("F109");
        assertThat(read.values(1)).endsWith("z", "w");
        assertThat(read.records().get(3).place()).isEqualTo("line 5");
    }

    @Test
    void losesOneRowToAQuoteThatIsNeverClosed() {
        var rest = "A3,1,w\n".repeat(300_000);
        var read = read(csv("工单编号", "诉求内容"), HEADER + "\nA1,1,x\nA2,\"1,y\n" + rest);

        assertThat(read.end().read()).isEqualTo(300_002);
        assertThat(read.codesOf(1)).containsExactly("F109");
        assertThat(read.records().get(300_001).place()).isEqualTo("line 300003");
    }

    @Test
    void boundsALineWithoutEnd() {
        var huge = "x".repeat(5_000_000);
        var read = read(csv("工单编号", "诉求内容"), HEADER + "\nA1,1," + huge + "\nA2,1,y\n");

        assertThat(read.values(0)).containsExactly("A1", "A2");
        assertThat(read.codesOf(0)).containsExactly("F109");
        assertThat(read.records().get(0).faults().get(0).wanted()).contains("hub.intake.max-record");
        assertThat(read.records().get(1).place()).isEqualTo("line 3");
    }

    @Test
    void rejectsACellLongerThanTheLimit() {
        var read = read(
                csv("工单编号", "诉求内容"),
                (HEADER + "\nA1,1," + "长".repeat(2_000) + "\nA2,1,y\n").getBytes(UTF_8),
                Map.of("hub.intake.max-cell", "1000"),
                0);

        assertThat(read.codesOf(0)).containsExactly("F109");
        assertThat(read.records().get(0).faults().get(0).place()).isEqualTo("line 2, 诉求内容");
        assertThat(read.codesOf(1)).isEmpty();
    }

    @Test
    void countsLinesWhateverTheirEnds() {
        var read = read(csv("id", "b"), "id,b\r\n1,x\n\n2,y\r3,z\r\n,\n4,w");

        assertThat(read.values(0)).containsExactly("1", "2", "3", "4");
        assertThat(read.records()).extracting(r -> r.place()).containsExactly("line 2", "line 4", "line 5", "line 7");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void findsTheDelimiterByTheHeader(String delimiter) {
        var read = read(
                csv("id", "b"),
                "id,x,b\n1,p,\"q,;|\t\"\n".replaceAll(",(?![;|])", delimiter.equals("|") ? "|" : delimiter));

        assertThat(read.values(0)).containsExactly("1");
        assertThat(read.values(1)).containsExactly("q,;|\t");
    }

    @Test
    void obeysADeclaredDelimiter() {
        assertThat(read(csv("id", "b"), "sep==\nid=b\n1=2\n").values(1)).containsExactly("2");
    }

    @Test
    void namesMissingColumns() {
        var read = read(csv("工单编号"), "编号,内容\n1,2\n");

        assertThat(read.end().unreadable()).isTrue();
        assertThat(read.codes()).containsExactly("F103");
        assertThat(read.end().findings().get(0).wanted()).isEqualTo("工单编号");
    }

    @Test
    void refusesAColumnThatStandsTwice() {
        assertThat(read(csv("id", "b"), "id,b,b\n1,2,3\n").codes()).containsExactly("F103");
    }

    @Test
    void refusesAnotherFormat() {
        assertThat(read(csv("id"), "<html><body>502</body></html>").codes()).containsExactly("F106");
        var empty = read(csv("id"), "");
        assertThat(empty.codes()).containsExactly("F101");
        assertThat(empty.end().findings().get(0).wanted()).contains("零报", "header line alone");
    }

    @Test
    void remarksOnACharsetOtherThanDeclared() {
        var auto = csv("id", "b");
        var plan = new cn.lvyue.hub.record.ReadPlan(
                auto.feed(),
                auto.format(),
                auto.sourceFields(),
                "",
                Map.of(),
                Map.of(),
                1,
                1,
                List.of(),
                List.of(),
                List.of("id"),
                "UTF-8",
                null);
        var read = read(plan, "id,b\n1,拖欠工程款\n".getBytes(GB18030));

        assertThat(read.values(1)).containsExactly("拖欠工程款");
        assertThat(read.codes()).containsExactly("F102");
        assertThat(read.end().findings().get(0).severity()).isEqualTo(Severity.REMARK);
    }

    @Test
    void numbersChunksAsIfNothingWasSkipped() {
        var text = new StringBuilder("id,b\n");
        IntStream.rangeClosed(1, 25).forEach(i -> text.append(i).append(",x\n"));
        var read = read(csv("id", "b"), text.toString().getBytes(UTF_8), Map.of("hub.intake.chunk", "10"), 12);

        assertThat(read.chunks()).extracting(c -> c.number()).containsExactly(2, 3);
        assertThat(read.records()).extracting(r -> r.row()).startsWith(13).endsWith(25);
        assertThat(read.end().read()).isEqualTo(25);
    }

    @Property(tries = 300)
    void givesBackWhatWasWritten(@ForAll("tables") List<List<String>> rows) {
        var text = new StringBuilder("编号,甲,乙\n");
        for (int i = 0; i < rows.size(); i++) {
            text.append(i)
                    .append(',')
                    .append(quoted(rows.get(i).get(0)))
                    .append(',')
                    .append(quoted(rows.get(i).get(1)))
                    .append("\r\n");
        }
        for (var charset : List.of(UTF_8, GB18030)) {
            var read = read(csv("编号", "甲", "乙"), text.toString().getBytes(charset));
            assertThat(read.values(1))
                    .isEqualTo(rows.stream().map(r -> r.get(0)).toList());
            assertThat(read.values(2))
                    .isEqualTo(rows.stream().map(r -> r.get(1)).toList());
            assertThat(read.records()).allMatch(r -> r.faults().isEmpty());
        }
    }

    @Provide
    Arbitrary<List<List<String>>> tables() {
        var cell = Arbitraries.strings().withChars("ab,;\"\r\n\t|拖欠款 企业").ofMaxLength(12);
        return cell.list().ofSize(2).list().ofMaxSize(20);
    }

    private static String quoted(String cell) {
        return '"' + cell.replace("\"", "\"\"") + '"';
    }
}
