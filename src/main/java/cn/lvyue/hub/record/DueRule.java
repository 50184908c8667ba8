package cn.lvyue.hub.record;

import java.time.Duration;
import java.time.LocalTime;

/**
 * When data of a feed is due (应到). The text of a rule names it: two rules of equal text are the same rule.
 */
public sealed interface DueRule {

    /** What comes round. */
    enum Every {
        DAY,
        WORKING_DAY,
        WEEK,
        MONTH
    }

    /**
     * Once in every period, by a time of day in Asia/Shanghai. A day of the week or month that is no working day moves to the
     * next one (顺延).
     *
     * @param on day of the week (1 is Monday) or of the month (31 is its last day); 0 where the period is a day
     * @param grace how long after the time silence is tolerated; ends on the same day
     */
    record Fixed(Every every, int on, LocalTime by, Duration grace) implements DueRule {}

    /** Never silent for longer than this. */
    record Within(Duration longest) implements DueRule {}
}
