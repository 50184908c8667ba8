package cn.lvyue.hub.quality;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.record.Matter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatterKeyTest {
    private static Matter matter(Judged judged) {
        return judged.inspect().matter();
    }

    @ParameterizedTest
    @CsvSource({
        "TS_HT_BH, ht－2022－0001",
        "TS_HT_BH, HT—2022—0001",
        "TS_HT_BH, HT - 2022 - 0001",
        "TS_HT_MC, 另一名称",
        "TS_LYQD, 03",
        "TS_TSR_MC, 望奎华康　科技有限责任公司",
        "TS_WYJE, 1.000000"
    })
    void isTheSameMatterWhateverTheSpellingAndTheFeed(String field, String value) {
        assertThat(matter(Judged.complaint().with(field, value)).sameAs(matter(Judged.complaint())))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "TS_HT_BH, HT-2022-0002",
        "TS_BTS_SHXYM, 12231182MB0000A122",
        "TS_WYLY, 01",
        "TS_TSR_SHXYM, 91231221MA15PWDN8D"
    })
    void isAnotherMatterWithAnotherContractBodyFieldOrComplainant(String field, String value) {
        assertThat(matter(Judged.complaint().with(field, value)).sameAs(matter(Judged.complaint())))
                .isFalse();
    }

    @Test
    void goesByTheNameOfAContractWithoutNumber() {
        var byName = matter(Judged.complaint().without("TS_HT_BH"));

        assertThat(byName.sameAs(matter(Judged.complaint().with("TS_HT_BH", "/"))))
                .isTrue();
        assertThat(byName.sameAs(matter(Judged.complaint().without("TS_HT_BH").with("TS_HT_MC", "校舍维修工程合同（一）"))))
                .isFalse();
        assertThat(matter(Judged.complaint().without("TS_HT_BH").with("TS_HT_MC", "工程合同（一）"))
                        .sameAs(matter(Judged.complaint().without("TS_HT_BH").with("TS_HT_MC", "工程合同【一】"))))
                .isTrue();
    }

    @Test
    void goesByTheComplainantsNameWhereOneSideHasNoCode() {
        assertThat(matter(Judged.complaint().without("TS_TSR_SHXYM")).sameAs(matter(Judged.complaint())))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"无", "不详", "口头协议", "-", "／"})
    void isNoMatterWhenTheContractIsOnlyAFiller(String filler) {
        assertThat(matter(Judged.complaint().with("TS_HT_MC", filler).without("TS_HT_BH")))
                .isNull();
    }

    @Test
    void isNoMatterWithoutContractBodyOrField() {
        assertThat(matter(Judged.complaint().without("TS_HT_MC", "TS_HT_BH"))).isNull();
        assertThat(matter(Judged.complaint().without("TS_BTS_SHXYM"))).isNull();
        assertThat(matter(Judged.complaint().without("TS_WYLY"))).isNull();
    }

    @ParameterizedTest
    @CsvSource({"黑河（自贸区）建设, 黑河(自贸区)建设", "ａｂｃ１２, ABC12", "“专精特新”奖励, \"专精特新\"奖励", "甲 乙\u200B丙, 甲乙丙", "𠮷田公司, 𠮷田公司"})
    void reducesNamesToWhatMakesThemTheSame(String text, String plain) {
        assertThat(PlainText.of(text)).isEqualTo(plain);
    }
}
