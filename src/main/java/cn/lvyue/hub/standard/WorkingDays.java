package cn.lvyue.hub.standard;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The working days of China's mainland: Monday to Friday, without the holidays and with the weekend days worked in exchange
 * (调休), as the State Council's General Office announces them for every year. Read from
 * {@code mappings/standards/calendar.yaml}; a year that is missing there has weekends only, see {@link #knows}.
 */
public final class WorkingDays {
    private static final int LONGEST_HOLIDAY = 15;

    private final Set<Integer> years = new TreeSet<>();
    private final Set<LocalDate> off = new HashSet<>();
    private final Set<LocalDate> worked = new HashSet<>();

    private WorkingDays() {}

    record Holiday(String name, LocalDate from, LocalDate to) {}

    record Year(int year, String source, List<Holiday> off, List<LocalDate> work) {}

    /**
     * @param mappings the folder that holds {@code standards/calendar.yaml}; without the file there are weekends only
     * @throws BrokenPack naming file and fault
     */
    public static WorkingDays load(Path mappings) {
        var file = mappings.resolve("standards").resolve("calendar.yaml");
        var days = new WorkingDays();
        if (Files.exists(file)) {
            StrictYaml.readList(file, Year.class).forEach(year -> days.add(file, year));
        }
        return days;
    }

    private void add(Path file, Year year) {
        if (!years.add(year.year())) {
            throw fault(file, year.year(), "stands twice");
        }
        for (var holiday : year.off()) {
            var last = holiday.from().plusDays(LONGEST_HOLIDAY);
            if (holiday.to().isBefore(holiday.from()) || holiday.to().isAfter(last) || isElsewhere(holiday, year)) {
                throw fault(file, year.year(), "'" + holiday.name() + "' is no holiday of that year");
            }
            holiday.from().datesUntil(holiday.to().plusDays(1)).forEach(off::add);
        }
        for (var day : year.work()) {
            if (!isWeekend(day) || off.contains(day) || day.getYear() != year.year()) {
                throw fault(file, year.year(), day + " is no weekend day of that year outside its holidays");
            }
            worked.add(day);
        }
    }

    /** A holiday may begin before its year or end after it, but one end lies in it. */
    private static boolean isElsewhere(Holiday holiday, Year year) {
        return holiday.from().getYear() != year.year() && holiday.to().getYear() != year.year();
    }

    private static BrokenPack fault(Path file, int year, String what) {
        return new BrokenPack(file, "year " + year + ": " + what);
    }

    /** Whether the holidays of a year are known; else only its weekends are. */
    public boolean knows(int year) {
        return years.contains(year);
    }

    public boolean isWorkingDay(LocalDate day) {
        return worked.contains(day) || !isWeekend(day) && !off.contains(day);
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    /** The day itself if it is a working day, else the first one after it (顺延). */
    public LocalDate onOrAfter(LocalDate day) {
        var found = day;
        while (!isWorkingDay(found)) {
            found = found.plusDays(1);
        }
        return found;
    }

    /** The day itself if it is a working day, else the last one before it. */
    public LocalDate onOrBefore(LocalDate day) {
        var found = day;
        while (!isWorkingDay(found)) {
            found = found.minusDays(1);
        }
        return found;
    }

    /**
     * The last day of a term of so many working days. As terms are counted in law, the day the term is set off on does not
     * count itself: one working day after a Friday is the next Monday.
     *
     * @param days at least 1
     */
    public LocalDate after(LocalDate day, int days) {
        if (days < 1) {
            throw new IllegalArgumentException("a term has at least one working day, not " + days);
        }
        var end = day;
        for (int i = 0; i < days; i++) {
            end = onOrAfter(end.plusDays(1));
        }
        return end;
    }

    /** How many working days have passed from one day to another: those after the first, up to and including the second. */
    public int between(LocalDate from, LocalDate to) {
        return from.isBefore(to)
                ? (int) from.plusDays(1)
                        .datesUntil(to.plusDays(1))
                        .filter(this::isWorkingDay)
                        .count()
                : 0;
    }
}
