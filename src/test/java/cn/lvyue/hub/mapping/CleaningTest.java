package cn.lvyue.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.record.CellKind;
import cn.lvyue.hub.record.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleaningTest {
    private static final Converter TEXT = new CleanText(false);
    private static final Converter LONG_TEXT = new CleanText(true);
    private static final Converter CODE = new CodeText(CodeText.Form.CODE);
    private static final Converter REFERENCE = new CodeText(CodeText.Form.REFERENCE);
    private static final Converter PHONE = new CodeText(CodeText.Form.PHONE);

    @Test
    void trimsWithoutAWord() {
        var converted = Converted.by(TEXT, "\u3000 黑河市人民政府\u00a0\t\r\n");
        assertThat(converted.value()).isEqualTo("黑河市人民政府");
        assertThat(converted.findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "黑河\u200b市",
                "\ufeff黑河市",
                "黑\u00ad河市",
                "黑河\u2060市",
                "\u200e黑河市\u200f",
                "\u202e黑河市",
                "黑河\u2066市\u2069",
                "\u3000黑河市\u200b\u00a0\ufeff"
            })
    void removesInvisibleCharactersAndSaysSo(String text) {
        var converted = Converted.by(TEXT, text);
        assertThat(converted.value()).isEqualTo("黑河市");
        assertThat(converted.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("N101");
            assertThat(finding.severity()).isEqualTo(Severity.REMARK);
            assertThat(finding.value()).isEqualTo(text);
            assertThat(finding.wanted()).isEqualTo("黑河市");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "黑河（恒曜），有限公司",
                "ＡＢＣ有限公司",
                "𠮷野家",
                "𡈼良",
                "䶮",
                "𬭎",
                "瑷珲",
                "①㎡",
                "=1+1",
                "@SUM(1)",
                "<b>&amp;</b>",
                "${jndi:ldap://127.0.0.1/a}",
                "甲　乙",
                "㈱"
            })
    void keepsNamesAndTextsAsTheyAreWritten(String text) {
        var converted = Converted.by(TEXT, text);
        assertThat(converted.value()).isEqualTo(text);
        assertThat(converted.findings()).isEmpty();
    }

    @Test
    void keepsTheLinesOfALongText() {
        var converted = Converted.by(LONG_TEXT, " 第一，付款；\r\n第二，\t验收。\n");
        assertThat(converted.value()).isEqualTo("第一，付款；\n第二，\t验收。");
        assertThat(converted.findings()).isEmpty();
    }

    @Test
    void makesOneLineOfATextOfOneLine() {
        var converted = Converted.by(TEXT, "黑河\n恒曜");
        assertThat(converted.value()).isEqualTo("黑河 恒曜");
        assertThat(converted.codes()).containsExactly("N101");
    }

    @ParameterizedTest
    @ValueSource(strings = {"黑\u0000河", "黑河\u001b[31m", "黑\ud800河", "\udc00", "黑河\uffff"})
    void refusesControlsAndHalfCharacters(String text) {
        for (var converter : new Converter[] {TEXT, LONG_TEXT, CODE, REFERENCE}) {
            var converted = Converted.by(converter, text);
            assertThat(converted.value()).isNull();
            assertThat(converted.codes()).containsExactly("V110");
            assertThat(converted.findings().get(0).value()).doesNotContain("\u0000", "\u001b", "\ud800");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"11231102mb00000196", "1123 1102MB0000 0196", "１１２３１１０２ＭＢ０００００１９６", " 11\u200b231102MB00000196"})
    void repairsACodeAndSaysSo(String code) {
        var converted = Converted.by(CODE, code);
        assertThat(converted.value()).isEqualTo("11231102MB00000196");
        assertThat(converted.codes()).containsExactly("N101");
    }

    @Test
    void trimsACodeWithoutAWord() {
        var converted = Converted.by(CODE, "\u300011231102MB00000196 ");
        assertThat(converted.value()).isEqualTo("11231102MB00000196");
        assertThat(converted.findings()).isEmpty();
    }

    @Test
    void neverTurnsTheLetterOIntoAZero() {
        assertThat(Converted.by(CODE, "11231102MBO0000196").value()).isEqualTo("11231102MBO0000196");
    }

    @ParameterizedTest
    @ValueSource(strings = {"112311020000001960", "1.12311E+17", "20230805.5"})
    void refusesANumberThatASpreadsheetHasDamaged(String number) {
        for (var converter : new Converter[] {CODE, REFERENCE, PHONE}) {
            assertThat(Converted.by(converter, number, CellKind.NUMBER).codes()).containsExactly("V109");
        }
        assertThat(Converted.by(REFERENCE, "2023-01-01", CellKind.DATE).codes()).containsExactly("V109");
    }

    @Test
    void takesAShortNumberOfASpreadsheetAsTyped() {
        assertThat(Converted.by(PHONE, "19900001234", CellKind.NUMBER).value()).isEqualTo("19900001234");
    }

    @Test
    void keepsTheLettersAndSingleBlanksOfAReference() {
        assertThat(Converted.by(REFERENCE, "Ht－２０２２ 第 12 号").value()).isEqualTo("Ht-2022 第 12 号");
        var petition = Converted.by(REFERENCE, "国督转〔2023〕101号");
        assertThat(petition.value()).isEqualTo("国督转〔2023〕101号");
        assertThat(petition.findings()).isEmpty();
    }

    @Test
    void closesUpATelephoneNumber() {
        assertThat(Converted.by(PHONE, "0456－8220000 转 8").value()).isEqualTo("0456-8220000转8");
    }
}
