package cn.lvyue.hub.ops;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Health that tells open alarms. {@code ALARM} is not {@code DOWN}: the hub works and its health is answered with 200, so that
 * nobody restarts or bypasses it because an upstream system is silent.
 */
class AlarmHealth extends AbstractHealthIndicator {
    static final Status ALARM = new Status("ALARM");

    private final AlarmService alarms;
    private final boolean arrivals;

    /** @param arrivals whether to tell of silent feeds, or of everything else */
    AlarmHealth(AlarmService alarms, boolean arrivals) {
        this.alarms = alarms;
        this.arrivals = arrivals;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        List<AlarmView> open = alarms.open().stream()
                .filter(alarm -> alarm.code().equals(ArrivalAlarms.SILENT) == arrivals)
                .toList();
        health.status(open.isEmpty() ? Status.UP : ALARM).withDetail("open", open.size());
        open.stream()
                .collect(Collectors.groupingBy(
                        AlarmView::code, Collectors.mapping(AlarmView::subject, Collectors.joining(", "))))
                .forEach(health::withDetail);
    }
}
