package cn.lvyue.hub.quality;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * The latest moment that is not in the future, in the standard's form.
 *
 * @param moment yyyy-MM-dd HH:mm:ss in Asia/Shanghai; its first ten characters are the day
 */
record Now(String moment) {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    static Now of(Clock clock, Duration tolerance) {
        return new Now(
                ZonedDateTime.ofInstant(clock.instant(), ZONE).plus(tolerance).format(FORM));
    }

    /** @param value a day or a moment in the standard's form */
    boolean isBefore(String value) {
        for (int i = 0; i < value.length(); i++) {
            int difference = value.charAt(i) - moment.charAt(i);
            if (difference != 0) {
                return difference > 0;
            }
        }
        return false;
    }
}
