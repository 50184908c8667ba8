package cn.lvyue.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.record.Limit;
import java.time.Duration;
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
        assertThat(shown.limit(new Limit.Time(Duration.ofDays(90)), "zh")).isEqualTo("90 天");
        assertThat(shown.limit(new Limit.Time(Duration.ofHours(8)), "en")).isEqualTo("8 h");
        assertThat(shown.limit(new Limit.Time(Duration.ofSeconds(90)), "zh")).isEqualTo("90 秒");
        assertThat(shown.limit(new Limit.Time(Duration.ofMillis(20)), "en")).isEqualTo("20 ms");
        assertThat(shown.limit(new Limit.Size(2L << 30), "zh")).isEqualTo("2.0 GiB");
        assertThat(shown.limit(new Limit.Count(20_000_000), "zh")).isEqualTo("20,000,000");
        assertThat(shown.limit(new Limit.Count(0.05), "zh")).isEqualTo("0.05");
        assertThat(shown.limit(new Limit.Word("optional"), "zh")).isEqualTo("optional");
        assertThat(shown.limit(new Limit.Word("P30D"), "zh")).isEqualTo("30 天");
        assertThat(shown.limit(new Limit.Explained("2147483648B", "大小", "size", "F105"), "zh"))
                .isEqualTo("2.0 GiB");
    }

    @Test
    void programsAreToldOfWholeSecondsAsAWholeNumber() {
        assertThat(new Limit.Time(Duration.ofMinutes(10)).plain()).isEqualTo(600L);
        assertThat(new Limit.Time(Duration.ofMillis(500)).plain()).isEqualTo(0.5);
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
