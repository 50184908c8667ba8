package cn.lvyue.hub.ops;

import cn.lvyue.hub.delivery.Deliveries;
import cn.lvyue.hub.delivery.Deliveries.PlatformLine;
import cn.lvyue.hub.delivery.Holding.Line;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Health {@code platforms}: whether calls to each platform go through (熔断). A platform that is away is {@code ALARM} and not
 * {@code DOWN}: the hub goes on, and restarting it would not bring the platform back.
 */
@Component
class PlatformsHealth extends AbstractHealthIndicator {
    private final Deliveries deliveries;

    PlatformsHealth(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        var lines = deliveries.lines();
        boolean all = lines.stream().allMatch(line -> line.line() == Line.CLOSED);
        health.status(all ? Status.UP : AlarmHealth.ALARM);
        lines.forEach(line -> health.withDetail(line.target().id(), words(line)));
    }

    private static String words(PlatformLine line) {
        return switch (line.line()) {
            case CLOSED -> "CLOSED";
            case OPEN ->
                "OPEN until %s, %d calls without a word, last: %s"
                        .formatted(line.openUntil(), line.failures(), line.lastFailure());
            case HALF_OPEN ->
                "HALF_OPEN, %d calls without a word, last: %s".formatted(line.failures(), line.lastFailure());
        };
    }
}
