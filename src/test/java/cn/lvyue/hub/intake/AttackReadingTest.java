package cn.lvyue.hub.intake;

import static cn.lvyue.hub.intake.Samples.csv;
import static cn.lvyue.hub.intake.Samples.json;
import static cn.lvyue.hub.intake.Samples.read;
import static cn.lvyue.hub.intake.Samples.workbook;
import static cn.lvyue.hub.intake.Samples.xml;
import static cn.lvyue.hub.intake.WorkbookSamples.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.intake.Samples.Read;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts and workbooks made to fill memory, to be read in two ways, or to fetch something. */
@Timeout(30)
class AttackReadingTest {
    private static final String HEADER = row(1, "id", "b");

    @Test
    void refusesAFieldGivenTwiceWithDifferentValues() {
        var read = read(json("", "id", "v"), "[{\"id\":1,\"v\":1,\"v\":2},{\"id\":2,\"v\":3,\"v\":3}]");

        assertThat(read.codesOf(0)).containsExactly("F112");
        assertThat(read.records().get(0).faults().get(0).place()).isEqualTo("/0/v");
        assertThat(read.codesOf(1)).isEmpty();
    }

    @Test
    void namesTheOneJsonLimitThatBites() {
        assertThat(limitIn(read(json("", "id"), "[{\"" + "n".repeat(1_001) + "\":1}]")))
                .isEqualTo("hub.intake.max-name = 1000");
        assertThat(limitIn(read(json("", "id"), "[{\"id\":" + "9".repeat(262_145) + "}]")))
                .isEqualTo("hub.intake.max-cell = 262144");
        assertThat(limitIn(read(json("", "id"), "[{\"id\":" + "[".repeat(100_000))))
                .isEqualTo("hub.intake.max-depth = 100");
        assertThat(limitIn(read(json("", "id"), "[{\"id\":\"" + "x".repeat(1_100_000) + "\"}]")))
                .isEqualTo("hub.intake.max-record = 1048576");
    }

    @Test
    void readsALongNumberWithAnExponentAsItStands() {
        var number = "1" + "0".repeat(200_000) + "e9";

        assertThat(read(json("", "id"), "[{\"id\":" + number + "}]").values(0)).containsExactly(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<n%d/>", "<x n%d='1'/>", "<n%d:x xmlns:n%<d='u'/>"})
    void boundsTheNamesOfADocument(String element) {
        var text = new StringBuilder("<b:Batch xmlns:b='urn:breach'>");
        for (int i = 0; i < 10_100; i++) {
            text.append(element.formatted(i));
        }

        assertThat(limitIn(read(xml("@id"), text + "</b:Batch>"))).isEqualTo("hub.intake.max-names = 10000");
    }

    @Test
    void refusesXInclude() {
        var read = read(
                xml("@id"),
                "<b:Batch xmlns:b='urn:breach'><i:include xmlns:i='http://www.w3.org/2001/XInclude' href='file:///etc/hostname'/></b:Batch>");

        assertThat(read.codes()).containsExactly("F108");
    }

    @Test
    void givesUpOnALineWithoutEndThatIsAllDamaged() {
        var bytes = new byte[3_000_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i % 2 == 0 ? 'a' : 0xFF);
        }
        System.arraycopy("id,b\n1,\u62d6\u6b20\u5de5\n".getBytes(UTF_8), 0, bytes, 0, 17);
        var read = read(csv("id", "b"), bytes);

        assertThat(read.codes()).contains("F102");
        assertThat(read.values(0)).startsWith("1");
    }

    @Test
    void keepsNulAndFormulasAsTheTextTheyAre() {
        var read = read(csv("id", "b"), "id,b\n1,a\0b\n2,=1+1\n3,\"@SUM(A1)\"\n4,\t=1\n");

        assertThat(read.values(1)).containsExactly("a\0b", "=1+1", "@SUM(A1)", "\t=1");
    }

    @Test
    void losesOneRowOfAMillionColumns() {
        var read = read(csv("id", "b"), "id,b\n1,x" + ",".repeat(1_000_000) + "\n2,y\n");

        assertThat(read.values(0)).containsExactly("1", "2");
        assertThat(read.records().get(0).faults())
                .extracting(f -> f.wanted())
                .containsExactly("hub.intake.max-columns = 1000");
        assertThat(read.codesOf(1)).isEmpty();
    }

    /** Every line opens a quote that the next one closes and opens again: each would be read with the thousand behind it. */
    @Test
    void doesNotReadAFileAgainForEachLineThatOpensAQuote() {
        var line = "a\",\"" + "x".repeat(1_000) + "\n";
        var read = read(csv("id", "b"), "id,b\n" + line.repeat(30_000) + "1,\"y\nz\"\n");

        assertThat(read.end().read()).isGreaterThan(29_000);
        assertThat(read.codesOf(0)).containsExactly("F109");
    }

    @Test
    void passesOverRowsOfBlanksAlone() {
        assertThat(read(csv("id", "b"), " \t \nid,b\n1,x\n  , \u3000\n2,y, ,\n\n")
                        .values(0))
                .containsExactly("1", "2");
    }

    @Test
    void tellsTheCharsetThatIsNotUtf8() {
        var table = "id,b\n1,\u62d6\u6b20\u5de5\u7a0b\u6b3e\n";
        var told = read(csv("id", "b"), table.getBytes(Samples.GB18030));

        assertThat(told.codes()).containsExactly("F111");
        assertThat(told.end().findings().get(0).value()).isEqualTo("GB18030");
        assertThat(told.end().findings().get(0).rejects()).isFalse();
        assertThat(read(csv("id", "b"), table).codes()).isEmpty();
    }

    @Test
    void boundsTheTextOfOneRowOfAWorkbook() {
        var cells = "x".repeat(200_000);
        var read = read(
                workbook(1, 1, "id", "b"),
                new WorkbookSamples()
                        .sheet(HEADER + row(2, "1", cells, cells, cells, cells, cells, cells) + row(3, "2", "y"))
                        .bytes());

        assertThat(read.values(0)).containsExactly("1", "2");
        assertThat(read.records().get(0).faults())
                .extracting(f -> f.wanted())
                .containsExactly("hub.intake.max-record = 1048576");
    }

    @Test
    void boundsThePartsThatDescribeOthers() {
        var styles = "<numFmts>" + "<numFmt numFmtId=\"200\" formatCode=\"0.00\"/>".repeat(40_000) + "</numFmts>";
        var bytes = new WorkbookSamples().sheet(HEADER).styles(styles).bytes();
        var read = read(workbook(1, 1, "id", "b"), bytes, Map.of("hub.intake.max-part", "1MB"), 0);

        assertThat(limitIn(read)).isEqualTo("hub.intake.max-part = 1048576B");
    }

    @Test
    void passesOverHundredsOfThousandsOfEmptyRowsAndRowsFarDown() {
        var rows = new StringBuilder(HEADER);
        for (int i = 2; i < 200_000; i++) {
            rows.append("<row r=\"").append(i).append("\"/>");
        }
        var read = read(
                workbook(1, 1, "id", "b"),
                new WorkbookSamples().sheet(rows + row(999_999_999, "1", "x")).bytes());

        assertThat(read.values(0)).containsExactly("1");
        assertThat(read.records().get(0).placeOf("b")).isEqualTo("S!B999999999");
    }

    @Test
    void showsAStringThatIsNotThereAsAnError() {
        var sheet = HEADER + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>7</v></c><c r=\"B2\" t=\"s\"><v>-1</v></c></row>";

        assertThat(read(
                                workbook(1, 1, "id", "b"),
                                new WorkbookSamples().sheet(sheet).bytes())
                        .values(0))
                .containsExactly("#REF!");
    }

    private static String limitIn(Read read) {
        assertThat(read.codes()).containsExactly("F105");
        return String.valueOf(read.end().findings().get(0).wanted());
    }
}
