package cn.lvyue.hub.ops;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.record.DueRule;
import cn.lvyue.hub.record.DueRule.Every;
import cn.lvyue.hub.standard.WorkingDays;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DueCalendarTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final WorkingDays DAYS = WorkingDays.load(Path.of("mappings"));

    @Test
    void everyDayIsDueOnThatDayWhateverDayItIs() {
        var daily = calendar(Every.DAY, 0, "10:00");

        assertThat(dues(daily, "2026-10-01T09:00", 3))
                .containsExactly("2026-10-01T10:00", "2026-10-02T10:00", "2026-10-03T10:00");
    }

    @Test
    void aDeadlineThatHasPassedIsNotTheFirst() {
        var daily = calendar(Every.DAY, 0, "10:00");

        assertThat(dues(daily, "2026-10-01T10:31", 1)).containsExactly("2026-10-02T10:00");
        assertThat(dues(daily, "2026-10-01T10:29", 1)).containsExactly("2026-10-01T10:00");
    }

    @Test
    void workingDaysSkipHolidaysAndTakeExchangedWeekends() {
        var working = calendar(Every.WORKING_DAY, 0, "10:00");

        assertThat(dues(working, "2026-09-30T00:00", 4))
                .containsExactly("2026-09-30T10:00", "2026-10-08T10:00", "2026-10-09T10:00", "2026-10-10T10:00");
        assertThat(dues(working, "2026-02-13T00:00", 3))
                .containsExactly("2026-02-13T10:00", "2026-02-14T10:00", "2026-02-24T10:00");
    }

    @Test
    void whatComesOnDaysOffCountsForTheWorkingDayBefore() {
        var period = calendar(Every.WORKING_DAY, 0, "10:00").firstDueFrom(at("2026-09-30T00:00"));

        assertThat(period.starts()).isEqualTo(at("2026-09-30T00:00"));
        assertThat(period.ends()).isEqualTo(at("2026-10-08T00:00"));
    }

    @Test
    void aDueDayThatIsNoWorkingDayMovesToTheNextOne() {
        assertThat(dues(calendar(Every.WEEK, 5, "17:00"), "2025-09-22T00:00", 4))
                .containsExactly("2025-09-26T17:00", "2025-10-09T17:00", "2025-10-10T17:00", "2025-10-17T17:00");
        assertThat(dues(calendar(Every.MONTH, 3, "17:00"), "2026-09-01T00:00", 3))
                .containsExactly("2026-09-03T17:00", "2026-10-08T17:00", "2026-11-03T17:00");
    }

    @Test
    void thirtyOneIsTheLastDayOfAnyMonth() {
        assertThat(dues(calendar(Every.MONTH, 31, "17:00"), "2026-03-01T00:00", 2))
                .containsExactly("2026-03-31T17:00", "2026-04-30T17:00");
    }

    @Test
    void twoWeeksThatWouldBeDueOnOneDayAreOnePeriod() {
        // 春节 2026 covers two Mondays, 16 and 23 February; both move to the 24th.
        assertThat(dues(calendar(Every.WEEK, 1, "17:00"), "2026-02-09T00:00", 3))
                .containsExactly("2026-02-09T17:00", "2026-02-24T17:00", "2026-03-02T17:00");
    }

    @ParameterizedTest
    @EnumSource(Every.class)
    void periodsFollowOneAnotherWithoutGapsAndAreDueWithinThemselves(Every every) {
        for (int on : every == Every.WEEK || every == Every.MONTH ? new int[] {1, 5, 7} : new int[] {0}) {
            var calendar = calendar(every, on, "17:00");
            var period = calendar.firstDueFrom(at("2022-12-20T00:00"));
            while (period.due().isBefore(at("2027-02-01T00:00"))) {
                assertThat(period.due()).isAfter(period.starts());
                assertThat(period.deadline()).isBefore(period.ends());
                var next = calendar.after(period.day());
                assertThat(next.starts()).as("%s", period).isEqualTo(period.ends());
                period = next;
            }
        }
    }

    private static DueCalendar calendar(Every every, int on, String by) {
        var rule = new DueRule.Fixed(every, on, LocalTime.parse(by), Duration.ofMinutes(30));
        return new DueCalendar(rule, DAYS, ZONE);
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(ZONE).toInstant();
    }

    private static List<String> dues(DueCalendar calendar, String from, int count) {
        var dues = new ArrayList<String>();
        var period = calendar.firstDueFrom(at(from));
        for (int i = 0; i < count; i++) {
            dues.add(LocalDateTime.ofInstant(period.due(), ZONE).toString());
            period = calendar.after(period.day());
        }
        return dues;
    }
}
