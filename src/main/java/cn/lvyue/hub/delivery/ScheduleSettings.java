package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Target;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.validation.annotation.Validated;

/** When each platform gets what; beside its address in the settings. */
@Validated
@ConfigurationProperties("hub.targets")
record ScheduleSettings(
        @DefaultValue @Valid Schedule provincial,
        @DefaultValue @Valid Schedule national) {

    Schedule of(Target target) {
        return target == Target.PROVINCIAL ? provincial : national;
    }

    /** Whether every business day is owed a batch or a zero report: at the province, unless set otherwise. */
    boolean isDaily(Target target) {
        var set = of(target).daily();
        return set == null ? target == Target.PROVINCIAL : set;
    }

    /**
     * @param cron when the daily batch is made, six fields, in Asia/Shanghai; days of the week by name, for Quartz and the
     *     watchdog count them differently
     * @param cutOff time of day at which a business day ends, up to 24:00: what is recorded later belongs to the next
     * @param windows times of day in which packages are sent, as {@code 06:00-22:00}, past midnight as {@code 22:00-06:00};
     *     none for always. Sealing and asking for receipts go on outside
     * @param daily whether each business day is owed a batch or a zero report
     * @param grace how long after the schedule's time the watchdog makes a daily batch that is not there
     */
    record Schedule(
            @DefaultValue("0 30 6 * * ?") String cron,
            @DefaultValue("24:00") String cutOff,
            @DefaultValue List<String> windows,
            @Nullable Boolean daily,
            @DefaultValue("10m") Duration grace) {

        @AssertTrue(
                message = "cron 须为六段，例如 0 30 6 * * ?；星期请用 MON 至 SUN / cron needs six fields, such as 0 30 6 * * ?, weekdays as"
                        + " MON to SUN")
        boolean isCronReadable() {
            return CronExpression.isValidExpression(cron);
        }

        @AssertTrue(message = "cut-off 须为 00:01 至 24:00 / the cut-off must be 00:01 to 24:00")
        boolean isCutOffReadable() {
            return DayTime.isReadable(cutOff) && DayTime.minutes(cutOff) > 0;
        }

        @AssertTrue(message = "windows 须形如 06:00-22:00 / windows look like 06:00-22:00")
        boolean isEachWindowReadable() {
            return windows.stream().allMatch(SendWindow::isReadable);
        }
    }
}
