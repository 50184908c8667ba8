package cn.lvyue.hub.archive;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/**
 * A month of the archive, in the province's time. The id of a message is {@code yyyymm × 10^10 + n}, so that its month can be read
 * from it and the bounds of a month's partition are known ahead.
 */
record Month(YearMonth value) implements Comparable<Month> {
    static final ZoneId PROVINCE = ZoneId.of("Asia/Shanghai");

    static final long IDS = 10_000_000_000L;
    private static final int MONTHS = 100;
    private static final int YEAR_1900 = 1900;
    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM");

    static Month of(Instant at) {
        return new Month(YearMonth.from(at.atZone(PROVINCE)));
    }

    /** @throws IllegalArgumentException for an id from before there were months */
    static Month ofId(long id) {
        long digits = id / IDS;
        int month = (int) (digits % MONTHS);
        if (!hasMonth(id) || month < 1 || month > 12) {
            throw new IllegalArgumentException("no month in " + id);
        }
        return new Month(YearMonth.of((int) (digits / MONTHS), month));
    }

    static boolean hasMonth(long id) {
        return id / IDS / MONTHS >= YEAR_1900;
    }

    static Month ofDigits(int digits) {
        return new Month(YearMonth.of(digits / MONTHS, digits % MONTHS));
    }

    /** @throws IllegalArgumentException if it is not like 2026-03 */
    static Month parse(String text) {
        try {
            return new Month(YearMonth.parse(text, TEXT));
        } catch (DateTimeParseException malformed) {
            throw new IllegalArgumentException("月份须如 2026-03：%1$s / a month is like 2026-03, not %1$s".formatted(text));
        }
    }

    /** Such as 202603: part of the partitions' names. */
    int digits() {
        return value.getYear() * MONTHS + value.getMonthValue();
    }

    /** Below every id of the month. */
    long firstId() {
        return digits() * IDS;
    }

    /** Above every id of the month. */
    long endId() {
        return next().firstId();
    }

    Month next() {
        return new Month(value.plusMonths(1));
    }

    @Override
    public int compareTo(Month other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.format(TEXT);
    }
}
