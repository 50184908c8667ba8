package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Target;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.stereotype.Component;

/** Business days of each target, in the province's time: each ends at the target's cut-off. */
@Component
class BusinessDays {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final ScheduleSettings settings;

    BusinessDays(ScheduleSettings settings) {
        this.settings = settings;
    }

    boolean areOwed(Target target) {
        return settings.isDaily(target);
    }

    /** The first instant that does not belong to the day any more. */
    Instant end(Target target, LocalDate day) {
        int minutes = DayTime.minutes(settings.of(target).cutOff());
        return day.atStartOfDay().plusMinutes(minutes).atZone(ZONE).toInstant();
    }

    /** The day an instant belongs to. */
    LocalDate of(Target target, Instant at) {
        var day = LocalDate.ofInstant(at, ZONE);
        return at.isBefore(end(target, day)) ? day : day.plusDays(1);
    }

    /** The last day that has ended. */
    LocalDate latestEnded(Target target, Instant now) {
        return of(target, now).minusDays(1);
    }

    /** When the schedule should have made a day's batch, grace included; empty when it never will. */
    Optional<Instant> missedFrom(Target target, LocalDate day) {
        var schedule = settings.of(target);
        var ended = end(target, day).minusMillis(1).atZone(ZONE);
        return Optional.ofNullable(CronExpression.parse(schedule.cron()).next(ended))
                .map(ZonedDateTime::toInstant)
                .map(fires -> fires.plus(schedule.grace()));
    }

    /** Whether packages may be sent now. */
    boolean maySend(Target target, Instant now) {
        var windows = settings.of(target).windows();
        var time = LocalDateTime.ofInstant(now, ZONE).toLocalTime();
        return windows.isEmpty()
                || windows.stream().map(SendWindow::of).anyMatch(window -> window.holds(time));
    }
}
