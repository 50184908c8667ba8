package cn.lvyue.hub.api;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Days a call asks about, both included. */
record DayRange(LocalDate from, LocalDate to) {
    /** So many days at most: a year, with some to spare. */
    static final int LONGEST = 400;

    /**
     * @param from 29 days before the last by default
     * @param to today by default
     */
    static DayRange of(@Nullable LocalDate from, @Nullable LocalDate to, LocalDate today) {
        var last = to == null ? today : to;
        var first = from == null ? last.minusDays(29) : from;
        if (first.isAfter(last) || first.plusDays(LONGEST).isBefore(last)) {
            throw Refusal.badParameter(
                    "from",
                    first.toString(),
                    "不晚于 to（%s）且相隔不超过 %d 天的日期".formatted(last, LONGEST),
                    "a day not after to (%s) and at most %d days before it".formatted(last, LONGEST));
        }
        return new DayRange(first, last);
    }
}
