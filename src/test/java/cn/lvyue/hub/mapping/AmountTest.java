package cn.lvyue.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.record.CellKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountTest {
    private static final Converter YUAN = new Amount(Amount.Unit.YUAN);
    private static final Converter WAN = new Amount(Amount.Unit.WAN);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "180350.63 | 18.035063",
                "180,350.63 | 18.035063",
                "180，350.63 | 18.035063",
                "￥180,350.63 | 18.035063",
                "¥180350.63 | 18.035063",
                "180350.63元 | 18.035063",
                "人民币180,350.63元 | 18.035063",
                "18.035063万元 | 18.035063",
                "18.035063万 | 18.035063",
                "18.035063 万元整 | 18.035063",
                "１８０３５０．６３ | 18.035063",
                "￥3，200，000.50 | 320.000050",
                "１２万元 | 12.000000",
                "12.5萬元 | 12.500000",
                "1.2亿元 | 12000.000000",
                "3千元 | 0.300000",
                "0 | 0.000000",
                "0.00元 | 0.000000",
                "0.01 | 0.000001",
                "1000.000 | 0.100000",
                "007 | 0.000700",
                "99999999999999.99 | 9999999999.999999",
                "12万5千元 | 12.500000",
                "三十五万元 | 35.000000",
                "十五元 | 0.001500",
                "壹拾贰万伍仟元整 | 12.500000",
                "叁仟元零伍角 | 0.300050",
                "人民币壹佰万零叁元伍角陆分 | 100.000356",
                "二亿三千万元整 | 23000.000000",
            })
    void readsYuanAndGivesWanYuan(String text, String wanYuan) {
        var converted = Converted.by(YUAN, "\u00a0" + text + "\u3000");
        assertThat(converted.value()).isEqualTo(wanYuan);
        assertThat(converted.findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "18.035063 | 18.035063",
                "18.035063万元 | 18.035063",
                "35000元 | 3.500000",
                "215 | 215.000000",
                "0.000001 | 0.000001"
            })
    void letsAUnitInTheCellOverrideTheColumns(String text, String wanYuan) {
        assertThat(Converted.by(WAN, text).value()).isEqualTo(wanYuan);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "若干",
                "不详",
                "面议",
                "约十几万",
                "约12万元",
                "10-15万元",
                "10～15",
                "12.5万美元",
                "100 USD",
                "NaN",
                "∞",
                "-",
                "--",
                "12.5.6",
                "1,2,3",
                "12,5",
                ",123",
                "1234,567",
                "1,2345",
                "3.000,00",
                "1e5",
                "1e1000000000",
                "0x1F",
                "1/2",
                "#REF!",
                "=1+1",
                "-3000.00",
                "+3000",
                "(3,000.00)",
                "3000.",
                ".5",
                "3 000,50",
                "3000元/月",
                "元",
                "壹拾贰",
                "壹拾贰左右元",
                "三千五元",
                "三万五元",
                "二三元",
                "万元整",
                "百元",
                "三百三百元",
                "一万一万元",
                "三元五",
                "一亿亿元",
                "99999999999999999999999999999999999999999"
            })
    void refusesWhatIsNotOneAmountOfYuan(String text) {
        var converted = Converted.by(YUAN, text);
        assertThat(converted.value()).isNull();
        assertThat(converted.codes()).containsExactly("V102");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000.005", "0.001", "0.0000001万元"})
    void neverRounds(String text) {
        assertThat(Converted.by(YUAN, text).codes()).containsExactly("V102");
    }

    @Test
    void takesTheNoiseOfASpreadsheetsBinaryFractionsForWhatWasTyped() {
        var converted = Converted.by(WAN, "18.035062999999998", CellKind.NUMBER);
        assertThat(converted.value()).isEqualTo("18.035063");
        assertThat(converted.codes()).containsExactly("N101");
    }

    @Test
    void readsASpreadsheetsExponent() {
        assertThat(Converted.by(YUAN, "1.2E7", CellKind.NUMBER).value()).isEqualTo("1200.000000");
        assertThat(Converted.by(YUAN, "1E1000000000", CellKind.NUMBER).codes()).containsExactly("V102");
        assertThat(Converted.by(YUAN, "-12.5", CellKind.NUMBER).codes()).containsExactly("V102");
    }
}
