package cn.lvyue.hub.security;

import cn.lvyue.hub.record.Alarms;
import cn.lvyue.hub.record.Alarms.Alarm;
import cn.lvyue.hub.record.Alarms.Level;
import cn.lvyue.hub.record.FeedId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import org.springframework.stereotype.Component;

/** Raises alarm T165 while a source's last key is about to expire. Called by route {@code watch-keys}. */
@Component("keyExpiry")
class KeyExpiry {
    static final String EXPIRES = "T165";

    private final SourceKeys keys;
    private final Alarms alarms;
    private final Clock clock;

    KeyExpiry(SourceKeys keys, Alarms alarms, Clock clock) {
        this.keys = keys;
        this.alarms = alarms;
        this.clock = clock;
    }

    synchronized void look() {
        var soon = new HashSet<FeedId>();
        for (var key : keys.expiringSoon()) {
            soon.add(key.feed());
            var day = LocalDate.ofInstant(key.expiresAt(), clock.getZone());
            alarms.raise(new Alarm(
                    EXPIRES,
                    key.feed().value(),
                    Level.WARNING,
                    "{subject}的密钥 %s 将于 %s 到期，尚无后继密钥".formatted(key.keyId(), day),
                    "key %s of {subject} expires on %s and has no successor".formatted(key.keyId(), day)));
        }
        for (var feed : keys.feeds()) {
            if (!soon.contains(feed)) {
                alarms.clear(EXPIRES, feed.value());
            }
        }
    }
}
