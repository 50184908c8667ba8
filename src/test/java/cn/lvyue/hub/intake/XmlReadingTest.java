package cn.lvyue.hub.intake;

import static cn.lvyue.hub.intake.Samples.read;
import static cn.lvyue.hub.intake.Samples.xml;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlReadingTest {
    private static String batch(String records) {
        return "<?xml version=\"1.0\"?><z:Batch xmlns:z=\"urn:breach\">" + records + "</z:Batch>";
    }

    @Test
    void readsByNamespaceAndNotByPrefix() {
        var read = read(
                xml("@id", "b:Unpaid", "b:Unpaid/@unit", "b:Firm/b:Name", "."),
                batch(
                        "<z:Breach id=\"1\">own<z:Unpaid unit=\"元\">12</z:Unpaid><z:Unpaid>13</z:Unpaid>"
                                + "<z:Firm><z:Name>甲<!-- x -->乙<?p?><![CDATA[<丙>]]></z:Name></z:Firm></z:Breach>"
                                + "<!-- <z:Breach id=\"9\"/> --><o:Breach xmlns:o=\"other\" id=\"8\"/><z:Breach id=\"2\"><z:Unpaid/></z:Breach>"));

        assertThat(read.values(0)).containsExactly("1", "2");
        assertThat(read.values(1)).containsExactly("12", "");
        assertThat(read.values(2)).containsExactly("元", "null");
        assertThat(read.values(3)).containsExactly("甲乙<丙>", "null");
        assertThat(read.values(4)).containsExactly("own", "");
        assertThat(read.records().get(1).place()).isEqualTo("/b:Batch/b:Breach[2]");
        assertThat(read.records().get(1).placeOf("b:Unpaid/@unit")).isEqualTo("/b:Batch/b:Breach[2]/b:Unpaid/@unit");
    }

    @Test
    void readsASingleRecordWithoutItsBatch() {
        var read = read(xml("@id"), "<Breach xmlns=\"urn:breach\" id=\"1\"/>");

        assertThat(read.values(0)).containsExactly("1");
        assertThat(read.records().get(0).place()).isEqualTo("/b:Breach[1]");
    }

    @Test
    void readsADeclaredCharset() {
        var text = "<?xml version=\"1.0\" encoding=\"GBK\"?><Breach xmlns=\"urn:breach\" id=\"黑河市\"/>";

        assertThat(read(xml("@id"), text.getBytes(Samples.GB18030)).values(0)).containsExactly("黑河市");
    }

    @Test
    void rejectsOnlyTheRecordWithBadBytes() {
        var bytes = batch("<z:Breach id=\"1\"/><z:Breach id=\"#\"/><z:Breach id=\"3\"/>")
                .getBytes(UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '#' ? (byte) 0xFF : bytes[i];
        }
        var read = read(xml("@id"), bytes);

        assertThat(read.end().read()).isEqualTo(3);
        assertThat(read.codesOf(0)).isEmpty();
        assertThat(read.codesOf(1)).containsExactly("F102");
        assertThat(read.codesOf(2)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE b [<!ENTITY a \"x\"><!ENTITY c \"&a;&a;\">]><b>&c;</b>",
                "<!DOCTYPE b [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><b>&a;</b>",
                "<!DOCTYPE b SYSTEM \"http://127.0.0.1:1/x.dtd\"><b/>"
            })
    void refusesDocumentTypes(String text) {
        assertThat(read(xml("@id"), text).codes()).containsExactly("F108");
    }

    @Test
    void keepsTheRecordsBeforeACut() {
        var read = read(xml("@id"), "<Batch xmlns=\"urn:breach\"><Breach id=\"1\"/>\n<Breach id=\"2\"><Unpai");

        assertThat(read.values(0)).containsExactly("1");
        assertThat(read.codes()).containsExactly("F101");
        assertThat(read.end().findings().get(0).place()).startsWith("line 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Batch xmlns='urn:breach'>&#0;</Batch>",
                "<Batch xmlns='urn:breach'></Bad>",
                "<",
                "<a b='1' b='2'/>"
            })
    void refusesWhatIsNotWellFormed(String text) {
        assertThat(read(xml("@id"), text).codes()).containsExactly("F101");
    }

    @Test
    void refusesAnotherDocument() {
        assertThat(read(xml("@id"), "<html><body/></html>").codes()).containsExactly("F106");
        assertThat(read(xml("@id"), "{\"a\":1}").codes()).containsExactly("F106");
        assertThat(read(xml("@id"), "").codes()).containsExactly("F101");
    }

    @Test
    void boundsDepthAndMarkup() {
        assertThat(read(xml("@id"), batch("<a>".repeat(5_000))).codes()).containsExactly("F105");
        assertThat(read(xml("@id"), batch("<a b=\"" + "x".repeat(4_000_000) + "\"/>"))
                        .codes())
                .containsExactly("F105");
        assertThat(read(xml("@id"), batch("<" + "x".repeat(4_000_000) + "/>")).codes())
                .containsExactly("F105");
    }
}
