package cn.lvyue.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {
    @ParameterizedTest
    @CsvSource({
        "张三, 张**",
        "欧阳娜娜, 欧**",
        "𠮷田, 𠮷**",
        "13845678901, 138****8901",
        "0451-82345678, 045****5678",
        "23010219800101123X, 230****123X",
        "zhang@example.org, z**@example.org",
        "黑龙江省哈尔滨市道里区中央大街1号, 黑龙江省哈尔滨市道里区**"
    })
    void hidesAWholeValueByItsForm(String value, String masked) {
        assertThat(Masking.mask(value)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "电话13845678901。, 电话138****8901。",
        "证件23010219800101123X和13945678902, 证件230****123X和139****8902",
        "卡号6222021234567890123, 卡号622****0123",
        "合同2023-0015号，金额125000元, 合同2023-0015号，金额125000元",
        "工单02345678901, 工单02345678901"
    })
    void hidesNumbersOfPersonsInsideFreeText(String text, String scrubbed) {
        assertThat(Masking.scrub(text)).isEqualTo(scrubbed);
    }
}
