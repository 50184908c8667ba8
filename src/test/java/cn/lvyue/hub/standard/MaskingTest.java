package cn.lvyue.hub.standard;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.standard.Field.Group;
import cn.lvyue.hub.standard.Field.PersonalData;
import cn.lvyue.hub.standard.Field.Use;
import cn.lvyue.hub.standard.FieldType.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {
    @ParameterizedTest
    @CsvSource({
        "张三, 张**",
        "欧阳娜娜, 欧**",
        "𠮷田, 𠮷**",
        "𠮷野家, 𠮷**",
        "Zhang San, Z**",
        "ZHANGSAN, Z**",
        "12345, 1**",
        "1234567, 1**",
        "82345678, 823****8",
        "13812348000, 138****8000",
        "13845678901, 138****8901",
        "0451-82345678, 045****5678",
        "0451-12345678, 045****5678",
        "23010319800101123X, 230****123X",
        "E12345678, E12****78",
        "13812348000/13912348000, 1**",
        "zhang@example.org, z**@example.org",
        "wang@example.cn, w**@example.cn",
        "a@b.cn 13812348000, a**@b.cn 138****8000",
        "'', ''"
    })
    void hidesAWholeValueByItsForm(String value, String masked) {
        assertThat(Masking.whole(value)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "黑龙江省哈尔滨市道里区中央大街1号, 黑龙江省哈尔滨市道里区**",
        "黑龙江省哈尔滨市中央大街1号, 黑龙江省哈尔滨市**",
        "内蒙古呼伦贝尔市鄂温克族自治旗某街, 内蒙古呼伦贝尔市鄂温克族自治旗**",
        "张三丰家住哈尔滨市道里区中央大街, 张**",
        "'黑龙江省，张三丰，13812348000，道里区中央大街', 黑**",
        "北京市朝阳区, 北**"
    })
    void keepsOfAnAddressTheCountyAndOfNothingElse(String value, String masked) {
        assertThat(Masking.whole(value)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "电话13812348000。, 电话138****8000。",
        "电话138-1234-8000。, 电话138****8000。",
        "电话138 1234 8000, 电话138****8000",
        "１３８１２３４８０００, １３８****８０００",
        "８６１３８　１２３４－８０００, ８６１****８０００",
        "微信wx13812348000abc, 微信wx138****8000abc",
        "证23010319800101123X号, 证230****123X号",
        "证件23010219800101123X和13945678902, 证件230****123X和139****8902",
        "卡6222021234567890123转, 卡622****0123转",
        "卡号6222 0212 3456 7890 123, 卡号622****0123",
        "13812348000 13912348000, 138****8000",
        "12 13812348000, 12 138****8000",
        "0451-82345678, 045****5678",
        "工单02345678901, 工单023****8901",
        "欠款125000.00元共3年, 欠款125000.00元共3年",
        "合同2023-0015号，金额125000元, 合同2023-0015号，金额125000元",
        "2023-08-05 09:05:00, 2023-08-05 09:05:00",
        "11230000001234567X, 112****567X",
        "代码91230100MA18XYZ12P, 代码91230100MA18XYZ12P",
        "合同HT20231016000123, 合同HT20231016000123"
    })
    void hidesNumbersOfPersonsInsideText(String text, String masked) {
        assertThat(Masking.numbersIn(text)).isEqualTo(masked);
    }

    @Test
    void aFieldTellsWhatOfItsValuesIsHidden() {
        var text = "联系13812348000";

        assertThat(Masking.value(field(200, null, PersonalData.PERSONAL), text)).isEqualTo("联**");
        assertThat(Masking.value(field(20, null, PersonalData.SENSITIVE), text)).isEqualTo("联**");
        assertThat(Masking.value(field(200, null, PersonalData.NONE), text)).isEqualTo("联系138****8000");
        assertThat(Masking.value(field(199, null, PersonalData.NONE), text)).isEqualTo(text);
        assertThat(Masking.value(field(200, "CL", PersonalData.NONE), text)).isEqualTo(text);
    }

    private static Field field(int length, @Nullable String codeList, PersonalData personal) {
        var type = new FieldType(Kind.TEXT, length, 0);
        return new Field(
                0, "X", "某", "x", Group.STANDARD, type, codeList, null, personal, Use.INCLUDE, Use.INCLUDE, "assumed");
    }
}
