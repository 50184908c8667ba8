package cn.lvyue.hub.reconciliation;

import cn.lvyue.hub.record.Alarms;
import cn.lvyue.hub.record.Alarms.Alarm;
import cn.lvyue.hub.record.Alarms.Level;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes each business day's statement once: when the answers to all its packages are there, or at a set hour of the next day.
 * Called by route {@code daily-statement} every minute, on every node; a day that has a statement is left alone.
 */
@Component("reconciliation")
class ReconciliationStep {
    static final String NOT_MADE = "R171";
    static final String SCHEDULE = "schedule";

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Logger log = LoggerFactory.getLogger(ReconciliationStep.class);

    private final Statements statements;
    private final KeptStatementStore store;
    private final ReconciliationSettings settings;
    private final Alarms alarms;
    private final Clock clock;

    ReconciliationStep(
            Statements statements,
            KeptStatementStore store,
            ReconciliationSettings settings,
            Alarms alarms,
            Clock clock) {
        this.statements = statements;
        this.store = store;
        this.settings = settings;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** Makes the statements that are due, oldest first; one that fails does not keep the others from being made. */
    void makeDue() {
        var now = clock.instant().atZone(ZONE);
        var yesterday = now.toLocalDate().minusDays(1);
        for (var day : store.daysWithout(yesterday.minusDays(settings.lookBack()), yesterday)) {
            if (store.isSettled(day) || isLate(day, yesterday, now.toLocalTime())) {
                make(day);
            }
        }
    }

    private boolean isLate(LocalDate day, LocalDate yesterday, LocalTime time) {
        return day.isBefore(yesterday) || !time.isBefore(settings.latest());
    }

    private void make(LocalDate day) {
        try {
            var kept = statements.keep(day, SCHEDULE);
            log.info("对账单 statement of {} version {}: {} differences", day, kept.version(), kept.differences());
            alarms.clear(NOT_MADE, day.toString());
        } catch (RuntimeException failed) {
            log.warn("对账单未能作出 no statement of {}: {}", day, failed.toString());
            alarms.raise(new Alarm(
                    NOT_MADE,
                    day.toString(),
                    Level.WARNING,
                    "%s 的对账单未能作出，将再试".formatted(day),
                    "the statement of %s could not be made; it will be tried again".formatted(day)));
        }
    }
}
