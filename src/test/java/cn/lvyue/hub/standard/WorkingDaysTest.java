package cn.lvyue.hub.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingDaysTest {
    private final WorkingDays days = WorkingDays.load(Path.of("mappings"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "2023-01-28, true", // Saturday after 春节
        "2023-10-06, false",
        "2023-10-08, true", // Sunday after 国庆节
        "2024-02-09, true", // 除夕 of 2024: days off were only recommended
        "2024-02-18, true",
        "2025-01-26, true",
        "2025-10-08, false",
        "2025-10-11, true",
        "2026-02-14, true", // Saturday before 春节
        "2026-02-23, false",
        "2026-03-02, true",
        "2026-03-07, false",
        "2026-09-20, true",
        "2026-10-10, true",
        "2026-10-11, false"
    })
    void knowsHolidaysAndTheWeekendsWorkedInExchange(LocalDate day, boolean works) {
        assertThat(days.isWorkingDay(day)).isEqualTo(works);
    }

    /** 法定节假日 were 11 days until 2024 and are 13 since; a year has 365 or 366 days less its weekends and these. */
    @ParameterizedTest
    @CsvSource({"2023, 249", "2024, 251", "2025, 248", "2026, 248"})
    void aYearHasAsManyWorkingDaysAsTheNoticeLeaves(int year, int expected) {
        var first = LocalDate.of(year, 1, 1);

        assertThat(first.datesUntil(first.plusYears(1)).filter(days::isWorkingDay))
                .hasSize(expected);
    }

    @Test
    void aTermDoesNotCountTheDayItIsSetOffOn() {
        assertThat(days.after(LocalDate.of(2026, 3, 6), 1)).isEqualTo("2026-03-09");
        assertThat(days.after(LocalDate.of(2026, 9, 30), 3)).isEqualTo("2026-10-10");
        assertThat(days.after(LocalDate.of(2026, 9, 30), 10)).isEqualTo("2026-10-20");
        assertThatThrownBy(() -> days.after(LocalDate.of(2026, 9, 30), 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void countsTheWorkingDaysThatHavePassed() {
        assertThat(days.between(LocalDate.of(2026, 9, 30), LocalDate.of(2026, 10, 7)))
                .isZero();
        assertThat(days.between(LocalDate.of(2026, 9, 30), LocalDate.of(2026, 10, 10)))
                .isEqualTo(3);
        assertThat(days.between(LocalDate.of(2026, 10, 10), LocalDate.of(2026, 9, 30)))
                .isZero();
    }

    @Test
    void aYearWithoutDataHasWeekendsOnlyAndSaysSo() {
        assertThat(days.knows(2026)).isTrue();
        assertThat(days.knows(2031)).isFalse();
        assertThat(days.isWorkingDay(LocalDate.of(2031, 10, 1))).isTrue();
        assertThat(days.isWorkingDay(LocalDate.of(2031, 10, 4))).isFalse();
        assertThat(WorkingDays.load(folder).knows(2026)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "work: [2026-02-14] | work: [2026-02-16] | 2026-02-16 is no weekend day",
                "work: [2026-02-14] | work: [2025-02-15] | 2025-02-15 is no weekend day",
                "to: 2026-02-23 | to: 2026-02-01 | '春节' is no holiday",
                "to: 2026-02-23 | to: 2027-02-23 | '春节' is no holiday",
                "off: | holidays: | line",
                "2026-02-23 | someday | line"
            })
    void refusesACalendarThatIsNotInOrder(String good, String bad, String told) throws IOException {
        var text = """
                - year: 2026
                  source: a notice
                  off:
                    - { name: 春节, from: 2026-02-15, to: 2026-02-23 }
                  work: [2026-02-14]
                """;
        Files.createDirectories(folder.resolve("standards"));
        Files.writeString(folder.resolve("standards/calendar.yaml"), text);
        Predicate<String> loads = ignored -> WorkingDays.load(folder).knows(2026);
        assertThat(loads).accepts("in order");

        Files.writeString(folder.resolve("standards/calendar.yaml"), text.replace(good, bad));

        assertThatThrownBy(() -> WorkingDays.load(folder))
                .isInstanceOf(BrokenPack.class)
                .hasMessageContaining("calendar.yaml")
                .hasMessageContaining(told);
    }
}
