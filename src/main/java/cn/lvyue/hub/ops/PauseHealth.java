package cn.lvyue.hub.ops;

import cn.lvyue.hub.record.Pauses;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** Health {@code sources}: those that are paused, by whom and why. */
class PauseHealth extends AbstractHealthIndicator {
    private final Pauses pauses;

    PauseHealth(Pauses pauses) {
        this.pauses = pauses;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        var paused = pauses.all();
        health.status(paused.isEmpty() ? Status.UP : AlarmHealth.ALARM);
        paused.forEach(pause ->
                health.withDetail(pause.feed().value(), "paused by " + pause.by() + " because " + pause.reason()));
    }
}
