package cn.lvyue.hub.ops;

import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.ops.SourceMonth.Day;
import cn.lvyue.hub.ops.SourceMonth.Week;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.standard.WorkingDays;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** What of a source was due when, by the working days of the country, 调休 among them. */
@Service
public class SourceCalendar {
    private final ArrivalService arrivals;
    private final Mappings mappings;
    private final WorkingDays days;
    private final Clock clock;

    SourceCalendar(ArrivalService arrivals, Mappings mappings, WorkingDays days, Clock clock) {
        this.arrivals = arrivals;
        this.mappings = mappings;
        this.days = days;
        this.clock = clock;
    }

    public SourceMonth month(FeedId feed, YearMonth month) {
        var first = month.atDay(1).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        var last = month.atEndOfMonth().with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
        var zone = clock.getZone();
        var due = arrivals.between(first, last, feed).stream()
                .collect(Collectors.groupingBy(arrival -> day(arrival, zone)));
        var weeks = new ArrayList<Week>();
        for (var monday = first; !monday.isAfter(last); monday = monday.plusWeeks(1)) {
            weeks.add(new Week(monday.datesUntil(monday.plusWeeks(1))
                    .map(date -> day(date, month, due))
                    .toList()));
        }
        return new SourceMonth(month, mappings.due(feed).isPresent(), days.knows(month.getYear()), List.copyOf(weeks));
    }

    private static LocalDate day(ArrivalView arrival, ZoneId zone) {
        return LocalDate.ofInstant(arrival.due(), zone);
    }

    private Day day(LocalDate date, YearMonth month, Map<LocalDate, List<ArrivalView>> due) {
        boolean off = !days.isWorkingDay(date);
        boolean weekend = date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
        var today = LocalDate.ofInstant(clock.instant(), clock.getZone());
        return new Day(
                date,
                YearMonth.from(date).equals(month),
                date.equals(today),
                off,
                off != weekend,
                due.getOrDefault(date, List.of()));
    }
}
