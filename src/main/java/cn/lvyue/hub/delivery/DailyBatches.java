package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.Sealing.Order;
import cn.lvyue.hub.record.Alarms;
import cn.lvyue.hub.record.Alarms.Alarm;
import cn.lvyue.hub.record.Alarms.Level;
import cn.lvyue.hub.record.Target;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes the daily batches that are owed, in order: by the schedule, and by the watchdog that does not trust the schedule. A
 * day that was missed is made up for as its own batch or zero report (补报), with what had been recorded by its cut-off.
 */
@Component
class DailyBatches {
    static final String MISSED = "T182";

    private static final Logger log = LoggerFactory.getLogger(DailyBatches.class);

    private final BusinessDays days;
    private final DailyRuns runs;
    private final Sealing sealing;
    private final Alarms alarms;
    private final Clock clock;

    DailyBatches(BusinessDays days, DailyRuns runs, Sealing sealing, Alarms alarms, Clock clock) {
        this.days = days;
        this.runs = runs;
        this.sealing = sealing;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** Called by the schedule: the day that ended last, and before it every day that was missed. */
    void seal(Target target) {
        var latest = days.latestEnded(target, clock.instant());
        runs.oweSince(target, latest);
        sealEach(target, runs.owed(target, latest), latest);
        alarms.clear(MISSED, target.id());
    }

    /** Called outside the schedule: what the schedule should have made and has not is made here, and people are told. */
    void watch(Target target) {
        if (!days.areOwed(target)) {
            return;
        }
        var now = clock.instant();
        runs.oweSince(target, days.of(target, now));
        var latest = days.latestEnded(target, now);
        var missed = runs.owed(target, latest).stream()
                .takeWhile(day -> isMissed(target, day, now))
                .toList();
        if (!missed.isEmpty()) {
            var named = missed.stream().map(LocalDate::toString).collect(Collectors.joining(", "));
            log.warn(
                    "the schedule did not make the daily batch of {} for {}; the watchdog makes it",
                    named,
                    target.id());
            alarms.raise(new Alarm(
                    MISSED,
                    target.id(),
                    Level.WARNING,
                    "定时封批未执行，已由值守补封：{subject}，业务日期 %s".formatted(named),
                    "The schedule did not seal; the watchdog did: {subject}, business days %s".formatted(named)));
            sealEach(target, missed, latest);
        }
    }

    private boolean isMissed(Target target, LocalDate day, Instant now) {
        return days.missedFrom(target, day).filter(from -> !now.isBefore(from)).isPresent();
    }

    private void sealEach(Target target, List<LocalDate> owed, LocalDate latest) {
        for (var day : owed) {
            sealing.seal(Order.daily(target, day, day.isBefore(latest), days.end(target, day)));
        }
    }
}
