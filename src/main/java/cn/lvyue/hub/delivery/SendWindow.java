package cn.lvyue.hub.delivery;

import java.time.LocalTime;

/** A span of the day in minutes, its end not included; one that ends before it starts lasts past midnight. */
record SendWindow(int from, int to) {
    private static final String DASH = "-";

    static boolean isReadable(String text) {
        var ends = text.split(DASH, -1);
        return ends.length == 2
                && DayTime.isReadable(ends[0])
                && DayTime.isReadable(ends[1])
                && !ends[0].equals(ends[1]);
    }

    static SendWindow of(String text) {
        var ends = text.split(DASH, -1);
        return new SendWindow(DayTime.minutes(ends[0]), DayTime.minutes(ends[1]));
    }

    boolean holds(LocalTime time) {
        int minute = time.toSecondOfDay() / 60;
        return from < to ? minute >= from && minute < to : minute >= from || minute < to;
    }
}
