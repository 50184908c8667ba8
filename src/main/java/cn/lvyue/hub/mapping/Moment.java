package cn.lvyue.hub.mapping;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A day, or a day and time to the second, in Asia/Shanghai (always +08:00 for the years admitted here as far as written). */
record Moment(int year, int month, int day, int hour, int minute, int second) {
    /** What is earlier is a filler of some database or spreadsheet: 0001-01-01, 1899-12-31, 1900-01-01. */
    static final int FIRST_YEAR = 1949;

    /** What is later means "for ever", not a day. */
    static final int LAST_YEAR = 2199;

    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    /** @return the moment, or null if the calendar or the clock has no such one; nothing rolls over */
    static @Nullable Moment of(int year, int month, int day, int hour, int minute, int second) {
        if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) {
            return null;
        }
        return hour > 23 || minute > 59 || second > 59 ? null : new Moment(year, month, day, hour, minute, second);
    }

    static @Nullable Moment ofEpochMilli(long milli) {
        return of(LocalDateTime.ofInstant(Instant.ofEpochMilli(milli), CHINA));
    }

    /** The same instant in China, of a moment read at another offset from UTC. */
    @Nullable
    Moment fromOffset(int minutes) {
        int shift = CHINA.getTotalSeconds() / 60 - minutes;
        return shift == 0 ? this : of(local().plusMinutes(shift));
    }

    long epochSecond() {
        return local().toEpochSecond(CHINA);
    }

    /** {@code yyyy-MM-dd} */
    String date() {
        var out = new char[10];
        writeDate(out);
        return new String(out);
    }

    /** {@code yyyy-MM-dd HH:mm:ss} */
    String dateTime() {
        var out = new char[19];
        writeDate(out);
        out[10] = ' ';
        two(hour, out, 11);
        out[13] = ':';
        two(minute, out, 14);
        out[16] = ':';
        two(second, out, 17);
        return new String(out);
    }

    private static @Nullable Moment of(LocalDateTime time) {
        return of(
                time.getYear(),
                time.getMonthValue(),
                time.getDayOfMonth(),
                time.getHour(),
                time.getMinute(),
                time.getSecond());
    }

    private LocalDateTime local() {
        return LocalDateTime.of(year, month, day, hour, minute, second);
    }

    private void writeDate(char[] out) {
        two(year / 100, out, 0);
        two(year % 100, out, 2);
        out[4] = '-';
        two(month, out, 5);
        out[7] = '-';
        two(day, out, 8);
    }

    private static void two(int number, char[] out, int at) {
        out[at] = (char) ('0' + number / 10);
        out[at + 1] = (char) ('0' + number % 10);
    }

    private static int daysOf(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && leap ? 29 : DAYS[month - 1];
    }
}
