package cn.lvyue.hub.ops;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.ops.SourceMonth.Day;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.standard.WorkingDays;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SourceCalendarTest {
    private static final FeedId FEED = new FeedId("hotline-12345");

    private final OperationHub.PassingTime clock = new OperationHub.PassingTime();
    private final OperationHub.WaitedFor feeds = new OperationHub.WaitedFor();
    private final ArrivalStore store = new ArrivalStore(JdbcClient.create(TestDatabase.dataSource()));
    private final SourceCalendar calendar =
            new SourceCalendar(new ArrivalService(store, clock), feeds, WorkingDays.load(Path.of("mappings")), clock);

    @BeforeEach
    void empty() {
        TestDatabase.reset();
        feeds.rules.put(FEED, Optional.empty());
        clock.moveTo("2026-10-09T12:00");
    }

    @Test
    void aMonthIsWholeWeeksAndKnowsHolidaysAndExchangedWeekends() {
        var month = calendar.month(FEED, YearMonth.of(2026, 10));

        assertThat(month.weeks()).allSatisfy(week -> assertThat(week.days()).hasSize(7));
        assertThat(days(month)).first().extracting(Day::date).isEqualTo(LocalDate.parse("2026-09-28"));
        assertThat(month.known()).isTrue();
        assertThat(month.waitedFor()).isFalse();
        assertThat(day(month, "2026-10-01")).matches(Day::off).matches(Day::shifted);
        assertThat(day(month, "2026-10-09")).matches(day -> !day.off()).matches(Day::today);
        assertThat(day(month, "2026-10-10"))
                .as("a Saturday that is worked")
                .matches(day -> !day.off() && day.shifted());
        assertThat(day(month, "2026-10-18")).matches(Day::off).matches(day -> !day.shifted());
    }

    @Test
    void whatWasDueStandsOnItsDay() {
        store.add(
                FEED,
                new DuePeriod(
                        LocalDate.parse("2026-10-09"),
                        at("2026-10-09T00:00"),
                        at("2026-10-09T10:00"),
                        at("2026-10-09T10:30"),
                        at("2026-10-10T00:00")));

        var month = calendar.month(FEED, YearMonth.of(2026, 10));

        assertThat(day(month, "2026-10-09").due()).hasSize(1);
        assertThat(day(month, "2026-10-12").due()).isEmpty();
    }

    private static Instant at(String local) {
        return OperationHub.PassingTime.at(local);
    }

    private static List<Day> days(SourceMonth month) {
        return month.weeks().stream().flatMap(week -> week.days().stream()).toList();
    }

    private static Day day(SourceMonth month, String date) {
        return days(month).stream()
                .filter(day -> day.date().equals(LocalDate.parse(date)))
                .findFirst()
                .orElseThrow();
    }
}
