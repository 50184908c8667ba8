package cn.lvyue.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {
    @ParameterizedTest
    @CsvSource({
        "张三, 张**",
        "13812348000, 138****8000",
        "0451-12345678, 045******5678",
        "23010319800101123X, 230***********123X",
        "wang@example.cn, w***@example.cn",
        "𠮷野家, 𠮷**",
        "12345, 1**"
    })
    void hidesAPersonalValueByItsForm(String value, String masked) {
        assertThat(Masking.personal(value)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "电话13812348000。, 电话138****8000。",
        "电话138-1234-8000。, 电话138-****-8000。",
        "电话138 1234 8000, 电话138 **** 8000",
        "１３８１２３４８０００, １３８****８０００",
        "证23010319800101123X号, 证230***********123X号",
        "卡6222021234567890123转, 卡622************0123转",
        "13812348000 13912348000, 138******** *******8000",
        "12 13812348000, 12 138****8000",
        "0451-82345678, 045*-****5678",
        "欠款125000.00元共3年, 欠款125000.00元共3年",
        "2023-08-05 09:05:00, 2023-08-05 09:05:00",
        "11230000001234567X, 112***********567X",
        "代码91230100MA18XYZ12P, 代码91230100MA18XYZ12P",
        "合同HT20231016000123, 合同HT20231016000123"
    })
    void hidesNumbersOfPersonsInsideText(String text, String masked) {
        assertThat(NumbersInText.masked(text)).isEqualTo(masked);
    }
}
