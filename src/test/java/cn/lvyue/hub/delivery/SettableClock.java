package cn.lvyue.hub.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** Time that passes when a test says so. */
class SettableClock extends Clock {
    private volatile Instant now = Instant.parse("2026-03-05T01:00:00.123456Z");

    void advance(Duration time) {
        now = now.plus(time);
    }

    void setTo(Instant time) {
        now = time;
    }

    @Override
    public ZoneId getZone() {
        return ZoneId.of("Asia/Shanghai");
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(now, zone);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
