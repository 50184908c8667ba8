package cn.lvyue.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTest {
    private final Shown shown = new Shown();

    @Test
    void aPlaceIsToldInThePagesLanguageAlsoWhereItIsTheWhole() {
        assertThat(shown.place("台账!row 5", "zh")).isEqualTo("台账!第\u00a05\u00a0行");
        assertThat(shown.place("台账!row 5", "en")).isEqualTo("台账!row 5");
        assertThat(shown.place("/", "zh")).isEqualTo("全文");
        assertThat(shown.place("file", "en")).isEqualTo("the file");
        assertThat(shown.place("/claim/amount", "zh")).isEqualTo("/claim/amount");
        assertThat(shown.place(null, "zh")).isEmpty();
    }

    @Test
    void aLimitIsToldInTheLargestUnitThatLeavesNothingOver() {
        assertThat(shown.limit("PT7776000S", "zh")).isEqualTo("90 天");
        assertThat(shown.limit("PT28800S", "en")).isEqualTo("8 h");
        assertThat(shown.limit("PT90S", "zh")).isEqualTo("90 秒");
        assertThat(shown.limit("2147483648B", "zh")).isEqualTo("2.0 GiB");
        assertThat(shown.limit("20000000", "zh")).isEqualTo("20,000,000");
        assertThat(shown.limit("optional", "zh")).isEqualTo("optional");
    }

    @Test
    void theEnglishNameOfAFieldIsReadAsWords() {
        assertThat(FieldWords.words("complainantIdNo")).isEqualTo("Complainant ID no");
        assertThat(FieldWords.words("respondentUscc")).isEqualTo("Respondent USCC");
        assertThat(FieldWords.words("title")).isEqualTo("Title");
        assertThat(FieldWords.name("#version", null, "en")).isEqualTo("Version at the source");
        assertThat(FieldWords.name("TS_GONE", null, "zh")).isEqualTo("TS_GONE");
    }

    @Test
    void whatBelongsToUsersStandsUnderUsers() {
        assertThat(Section.USERS.holds("/roles")).isTrue();
        assertThat(Section.USERS.holds("/users/li")).isTrue();
        assertThat(Section.AUDIT.holds("/roles")).isFalse();
    }
}
