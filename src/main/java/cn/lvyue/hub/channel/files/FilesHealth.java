package cn.lvyue.hub.channel.files;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Health {@code files}: unknown while files or places wait for somebody to put something right; the log names each. */
@Component("filesHealthIndicator")
class FilesHealth extends AbstractHealthIndicator {
    private static final int MOST_SHOWN = 100;

    private final Troubles troubles;

    FilesHealth(Troubles troubles) {
        this.troubles = troubles;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        var open = troubles.all();
        health.status(open.isEmpty() ? Status.UP : Status.UNKNOWN);
        open.stream()
                .limit(MOST_SHOWN)
                .forEach(trouble -> health.withDetail(trouble.source() + " " + trouble.about(), trouble.why()));
    }
}
