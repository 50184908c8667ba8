package cn.lvyue.hub.api;

import cn.lvyue.hub.record.RecordId;
import java.time.Duration;
import java.time.LocalDate;

/** The bounds of what may be asked for in one call. */
public final class Limits {
    static final int PAGE_DEFAULT = 100;
    static final int PAGE = 1_000;
    static final int BATCH_PAGE = 200;
    static final int WORK_PAGE = 500;
    static final int WAIT_SECONDS = 60;
    static final int NAME_LENGTH = 255;

    private Limits() {}

    static int page(int limit, int most) {
        return amount("limit", limit, most);
    }

    /** @throws Refusal T111 for less than one and more than most */
    static int amount(String parameter, int given, int most) {
        if (given < 1 || given > most) {
            throw Refusal.badParameter(
                    parameter,
                    String.valueOf(given),
                    "1 至 %d 的整数".formatted(most),
                    "a number from 1 to %d".formatted(most));
        }
        return given;
    }

    static Duration wait(int seconds) {
        if (seconds < 0 || seconds > WAIT_SECONDS) {
            throw Refusal.badParameter(
                    "wait",
                    String.valueOf(seconds),
                    "0 至 %d 秒".formatted(WAIT_SECONDS),
                    "0 to %d seconds".formatted(WAIT_SECONDS));
        }
        return Duration.ofSeconds(seconds);
    }

    /** A number as it stands in an address, or -1 for a text that is none: then nothing is found under it. */
    public static long id(String text) {
        if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        return Long.parseLong(text);
    }

    /** @throws Refusal T111 for a day that has not come yet */
    static LocalDate businessDay(LocalDate date, LocalDate today) {
        if (date.isAfter(today)) {
            throw Refusal.badParameter(
                    "date",
                    date.toString(),
                    "不晚于今日 %s 的业务日期".formatted(today),
                    "a business day not after today, " + today);
        }
        return date;
    }

    static boolean isRecordId(String text) {
        return RecordId.sequenceIn(text) >= 0;
    }
}
