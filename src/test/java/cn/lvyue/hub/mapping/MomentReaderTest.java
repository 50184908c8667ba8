package cn.lvyue.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentReaderTest {
    private static final Converter DATE = new MomentText(false);
    private static final Converter DATETIME = new MomentText(true);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2023-08-05 | 2023-08-05 00:00:00",
                "2023/8/5 | 2023-08-05 00:00:00",
                "2023/08/05 | 2023-08-05 00:00:00",
                "2023.8.5 | 2023-08-05 00:00:00",
                "20230805 | 2023-08-05 00:00:00",
                "20230805090500 | 2023-08-05 09:05:00",
                "2023年8月5日 | 2023-08-05 00:00:00",
                "2023年08月05号 | 2023-08-05 00:00:00",
                "２０２３年８月５日 | 2023-08-05 00:00:00",
                "二〇二三年八月五日 | 2023-08-05 00:00:00",
                "二○二三年十月二十八日 | 2023-10-28 00:00:00",
                "二零二三年十二月三十一日 | 2023-12-31 00:00:00",
                "2023/8/5 9:05:00 | 2023-08-05 09:05:00",
                "2023-08-05 09:05:00 | 2023-08-05 09:05:00",
                "2023-08-05  9:05 | 2023-08-05 09:05:00",
                "2023年8月5日 9时5分0秒 | 2023-08-05 09:05:00",
                "2023年8月5日9时5分 | 2023-08-05 09:05:00",
                "2023年8月5日 9时 | 2023-08-05 09:00:00",
                "2023年8月5日 09:05:07 | 2023-08-05 09:05:07",
                "2023-08-05T09:05:00 | 2023-08-05 09:05:00",
                "2023-08-05T09:05:00.123 | 2023-08-05 09:05:00",
                "2023-08-05T09:05:00+08:00 | 2023-08-05 09:05:00",
                "2023-08-05T01:05:00Z | 2023-08-05 09:05:00",
                "2023-08-04T20:05:00-0500 | 2023-08-05 09:05:00",
                "2023-12-31T23:30:00Z | 2024-01-01 07:30:00",
                "1603822567000 | 2020-10-28 02:16:07",
                "2024-02-29 | 2024-02-29 00:00:00",
                "2000-02-29 | 2000-02-29 00:00:00",
            })
    void readsEveryNotationOfTheFeeds(String text, String moment) {
        assertThat(Converted.by(DATETIME, "\u3000" + text + " ").value()).isEqualTo(moment);
        assertThat(Converted.by(DATE, text).value()).isEqualTo(moment.substring(0, 10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2023-02-29", "2023-02-30", "1900-02-29", "2100-02-29", "2023-06-31", "2023年6月31日", "2023/13/1",
                        "2023-00-10",
                "2023-08-00", "20231301", "99999999", "0000-00-00", "1899-12-31", "1900-01-01", "0001-01-01",
                        "9999-12-31"
            })
    void rejectsADayThatIsNotInTheCalendarOrAFiller(String text) {
        var converted = Converted.by(DATE, text);
        assertThat(converted.value()).isNull();
        assertThat(converted.codes()).containsExactly("V107");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2023-08-05 24:00:00",
                "2023-08-05 25:61:00",
                "2023-12-31T23:59:60+08:00",
                "2023-08-05 9",
                "2023-08-05 9:5:0x",
                "2023-08-05T09:05:00+99:00",
                "2023-08-05T09:05:00+08:00x",
                "2023-08-0509:05:00"
            })
    void rejectsATimeThatIsNotOnTheClock(String text) {
        assertThat(Converted.by(DATETIME, text).codes()).containsExactly("V107");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "上个月",
                "昨天",
                "待定",
                "——",
                "2023-8",
                "2023年8月",
                "8月5日",
                "2023",
                "二〇二三年",
                "23-08-05",
                "05/08/2023",
                "Aug 5, 2023",
                "2023-8.5",
                "2023/8-5",
                "2023年8-5",
                "2023年8月5",
                "2023年8月5日（补录）",
                "45143",
                "1691217000",
                "N/A",
                "202308",
                "2023-08-05\u0000",
                "-2023-08-05",
                "二十〇二三年八月五日",
                "2023年十十月五日"
            })
    void guessesNothing(String text) {
        assertThat(Converted.by(DATE, text).codes()).containsExactly("V107");
    }

    @Test
    void takesTheMarkOfAnEmptyDatabaseColumnForNothing() {
        var converted = Converted.by(DATE, "\\N");
        assertThat(converted.value()).isNull();
        assertThat(converted.findings()).isEmpty();
    }

    @Test
    void namesValueAndPlaceOfWhatItRefuses() {
        var finding = Converted.by(DATE, "2023-02-30").findings().get(0);
        assertThat(finding.value()).isEqualTo("2023-02-30");
        assertThat(finding.place()).isEqualTo("row 7, column");
        assertThat(finding.field()).isEqualTo("FIELD");
        assertThat(finding.wanted()).contains("2023-08-05");
    }
}
