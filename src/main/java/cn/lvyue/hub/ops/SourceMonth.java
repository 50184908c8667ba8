package cn.lvyue.hub.ops;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/**
 * A month of one source as a calendar: what was due on each day and whether it came.
 *
 * @param waitedFor whether anything of the source is ever due
 * @param known whether the holidays of the year are known; else only its weekends are days off
 * @param weeks from Monday to Sunday, days of the months before and after among them
 */
public record SourceMonth(YearMonth month, boolean waitedFor, boolean known, List<Week> weeks) {

    public record Week(List<Day> days) {}

    /**
     * @param inMonth whether it is of this month
     * @param off no working day; {@code shifted} if the calendar says otherwise than its day of the week (调休 or a holiday)
     * @param due what was due on it
     */
    public record Day(
            LocalDate date, boolean inMonth, boolean today, boolean off, boolean shifted, List<ArrivalView> due) {

        public boolean onWeekend() {
            return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
        }
    }
}
