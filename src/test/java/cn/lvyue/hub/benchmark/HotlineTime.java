package cn.lvyue.hub.benchmark;

import java.nio.charset.Charset;
import java.time.LocalDate;

/** Writes local times in the three notations of the hotline, and dates in the one it uses for them. */
final class HotlineTime {
    private static final int DAY_SECONDS = 86_400;

    private final byte[] year;
    private final byte[] month;
    private final byte[] day;
    private final byte[] hour;
    private final byte[] minute;
    private final byte[] second;

    HotlineTime(Charset charset) {
        year = "年".getBytes(charset);
        month = "月".getBytes(charset);
        day = "日 ".getBytes(charset);
        hour = "时".getBytes(charset);
        minute = "分".getBytes(charset);
        second = "秒".getBytes(charset);
    }

    /**
     * @param seconds since 1970-01-01 00:00 local
     * @param percentile 0 to 99, decides on the notation: {@code 2023/8/5 9:05:00} for most, {@code 2023-08-05 09:05:00},
     *     {@code 2023年8月5日 9时05分00秒}
     */
    void time(RowBuffer out, long seconds, int percentile) {
        var date = LocalDate.ofEpochDay(seconds / DAY_SECONDS);
        int rest = (int) (seconds % DAY_SECONDS);
        int h = rest / 3600;
        int m = rest / 60 % 60;
        int s = rest % 60;
        if (percentile < 60) {
            slashed(out, date).put(' ').number(h).put(':').number(m, 2).put(':').number(s, 2);
        } else if (percentile < 85) {
            out.number(date.getYear()).put('-').number(date.getMonthValue(), 2);
            out.put('-').number(date.getDayOfMonth(), 2);
            out.put(' ').number(h, 2).put(':').number(m, 2).put(':').number(s, 2);
        } else {
            out.number(date.getYear()).put(year).number(date.getMonthValue()).put(month);
            out.number(date.getDayOfMonth()).put(day).number(h).put(hour);
            out.number(m, 2).put(minute).number(s, 2).put(second);
        }
    }

    void date(RowBuffer out, long seconds) {
        slashed(out, LocalDate.ofEpochDay(seconds / DAY_SECONDS));
    }

    private static RowBuffer slashed(RowBuffer out, LocalDate date) {
        return out.number(date.getYear())
                .put('/')
                .number(date.getMonthValue())
                .put('/')
                .number(date.getDayOfMonth());
    }
}
