package cn.lvyue.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.standard.StandardPack;
import cn.lvyue.hub.standard.StandardPacks;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConversionTest {
    private static final StandardPack PACK =
            StandardPacks.load(Path.of("mappings")).pack("complaint-2023");

    /** Columns: the word of the mapping file, a field it may feed, a source value, what becomes of it, what is found. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "text | TS_TSR_MC | ' 黑河恒曜有限公司 ' | 黑河恒曜有限公司 | ''",
                "long-text | TS_NR | ' 一，\n二。' | '一，\n二。' | ''",
                "reference | TS_HT_BH | HT－2022－1 | HT-2022-1 | N101",
                "code | TS_WYLY | 01 | 01 | ''",
                "code | TS_WYLY | ０１ | 01 | N101",
                "code | TS_WYLY | 77 | - | V104",
                "date | TS_HSRQ | 2023.8.5 | 2023-08-05 | ''",
                "date | TS_HSRQ | 2023-08-05T20:00:00Z | 2023-08-06 | ''",
                "date | TS_HSRQ | 2023-02-30 | - | V107",
                "datetime | TS_SJ | 20230805 | 2023-08-05 00:00:00 | ''",
                "integer | TS_HT_BH | １，２００ | 1200 | ''",
                "integer | TS_HT_BH | 007 | 7 | ''",
                "integer | TS_HT_BH | 12.5 | - | V102",
                "integer | TS_HT_BH | -1 | - | V102",
                "decimal | TS_HT_JE | 12.5 | 12.500000 | ''",
                "decimal | TS_HT_JE | 1,234.5000000 | 1234.500000 | ''",
                "decimal | TS_HT_JE | 0.0000001 | - | V102",
                "decimal | TS_HT_JE | 12.5元 | - | V102",
                "wan-yuan | TS_WYJE | 12.5 | 12.500000 | ''",
                "yuan | TS_WYJE | 12.5 | 0.001250 | ''",
                "uscc | TS_BTS_SHXYM | 11231102mb00000196 | 11231102MB00000196 | N101",
                "division | TS_BTS_XZQH | 231102 | 231102 | ''",
                "division | TS_BTS_XZQH | ２３１１０２ | 231102 | N101",
                "division | TS_BTS_XZQH | 黑河市爱辉区 | 231102 | ''",
                "division | TS_BTS_XZQH | 黑龙江省 黑河市 | 231100 | N101",
                "division | TS_BTS_XZQH | 231121 | 231183 | V111",
                "division | TS_BTS_XZQH | GN231100-01 | 231102 | N101",
                "division | TS_BTS_XZQH | 239999 | - | V104",
                "division | TS_BTS_XZQH | 000000 | - | V104",
                "phone | TS_TSR_LXDH | 199 0000 1234 | 19900001234 | N101",
                "yes-no | TS_SFSS | 是 | 1 | ''",
                "yes-no | TS_SFSS | ' 否 ' | 0 | ''",
                "yes-no | TS_SFSS | true | 1 | ''",
                "yes-no | TS_SFSS | Ｎ | 0 | ''",
                "yes-no | TS_SFSS | 也许 | - | V104",
            })
    void convertsAsItsWordSays(String word, String field, String raw, String value, String code) {
        var conversion = Conversion.named(word);
        assertThat(conversion).isNotNull();
        assertThat(conversion.fits(PACK.field(field))).isTrue();
        var converted = Converted.by(conversion.converter(PACK.field(field), PACK), raw);
        assertThat(converted.value()).isEqualTo(value);
        assertThat(String.join(" ", converted.codes())).isEqualTo(code);
    }

    @ParameterizedTest
    @EnumSource(Conversion.class)
    void everyConversionIsNamedByItsWordAndFitsSomeField(Conversion conversion) {
        assertThat(Conversion.named(conversion.word())).isSameAs(conversion);
        assertThat(PACK.fields()).anyMatch(conversion::fits);
    }
}
