package cn.lvyue.hub.ops;

import cn.lvyue.hub.record.DueRule;
import cn.lvyue.hub.standard.WorkingDays;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/**
 * The periods of a rule, one after another without gaps. A period is a day, a working day with the days off after it, a week or a
 * month; if its due day moves beyond its end because of holidays (顺延), it ends after the due day and the next begins there.
 */
final class DueCalendar {
    private final DueRule.Fixed rule;
    private final WorkingDays days;
    private final ZoneId zone;

    DueCalendar(DueRule.Fixed rule, WorkingDays days, ZoneId zone) {
        this.rule = rule;
        this.days = days;
        this.zone = zone;
    }

    /** The first period whose deadline is not before a moment. */
    DuePeriod firstDueFrom(Instant moment) {
        var period = period(realBefore(start(LocalDate.ofInstant(moment, zone))));
        while (period.deadline().isBefore(moment)) {
            period = after(period.day());
        }
        return period;
    }

    /** The period after the one that began on a day. */
    DuePeriod after(LocalDate day) {
        return period(realAfter(start(day)));
    }

    private DuePeriod period(LocalDate start) {
        var due = dueDay(start).atTime(rule.by()).atZone(zone).toInstant();
        return new DuePeriod(
                start,
                end(realBefore(start)).atStartOfDay(zone).toInstant(),
                due,
                due.plus(rule.grace()),
                end(start).atStartOfDay(zone).toInstant());
    }

    private LocalDate end(LocalDate start) {
        var next = realAfter(start);
        var afterDue = dueDay(start).plusDays(1);
        return afterDue.isAfter(next) ? afterDue : next;
    }

    /** A period all of whose own time was swallowed by holidays: it would be due together with the one before it. */
    private boolean isVoid(LocalDate start) {
        return !dueDay(start).isAfter(dueDay(previous(start)));
    }

    private LocalDate realAfter(LocalDate start) {
        var next = next(start);
        while (isVoid(next)) {
            next = next(next);
        }
        return next;
    }

    private LocalDate realBefore(LocalDate start) {
        var previous = previous(start);
        while (isVoid(previous)) {
            previous = previous(previous);
        }
        return previous;
    }

    private LocalDate dueDay(LocalDate start) {
        return switch (rule.every()) {
            case DAY, WORKING_DAY -> start;
            case WEEK -> days.onOrAfter(start.plusDays(rule.on() - 1L));
            case MONTH -> days.onOrAfter(start.withDayOfMonth(Math.min(rule.on(), start.lengthOfMonth())));
        };
    }

    private LocalDate start(LocalDate day) {
        return switch (rule.every()) {
            case DAY -> day;
            case WORKING_DAY -> days.onOrBefore(day);
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
        };
    }

    private LocalDate next(LocalDate start) {
        return switch (rule.every()) {
            case DAY -> start.plusDays(1);
            case WORKING_DAY -> days.after(start, 1);
            case WEEK -> start.plusWeeks(1);
            case MONTH -> start.plusMonths(1);
        };
    }

    private LocalDate previous(LocalDate start) {
        return switch (rule.every()) {
            case DAY -> start.minusDays(1);
            case WORKING_DAY -> days.onOrBefore(start.minusDays(1));
            case WEEK -> start.minusWeeks(1);
            case MONTH -> start.minusMonths(1);
        };
    }
}
