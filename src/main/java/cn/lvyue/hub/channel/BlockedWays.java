package cn.lvyue.hub.channel;

import cn.lvyue.hub.record.Alarms;
import cn.lvyue.hub.record.Alarms.Alarm;
import cn.lvyue.hub.record.Alarms.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Raises alarm T166 while a way that the hub goes itself (a folder, an SFTP server, a table, a polled interface) is blocked for
 * longer than a short break, and clears it once the way works again.
 */
@Component
public class BlockedWays {
    static final String CODE = "T166";
    private static final Duration SHORT_BREAK = Duration.ofMinutes(1);
    private static final String BETWEEN_LANGUAGES = " / ";

    private final Alarms alarms;
    private final Clock clock;
    private final Map<String, Instant> blockedSince = new ConcurrentHashMap<>();
    private final Map<String, String> told = new ConcurrentHashMap<>();
    private final Set<String> working = ConcurrentHashMap.newKeySet();

    public BlockedWays(Alarms alarms, Clock clock) {
        this.alarms = alarms;
        this.clock = clock;
    }

    /**
     * Says that a way is blocked, at every try that fails.
     *
     * @param way as {@code sftp/hotline}
     * @param why without row values and secrets; Chinese, {@code " / "}, English, or one text for both
     */
    public void blocked(String way, String why) {
        working.remove(way);
        var now = clock.instant();
        var since = blockedSince.computeIfAbsent(way, first -> now);
        if (since.plus(SHORT_BREAK).isAfter(now)) {
            return;
        }
        if (!why.equals(told.put(way, why))) {
            alarms.clear(CODE, way); // an open alarm would keep its first cause
        }
        int between = why.indexOf(BETWEEN_LANGUAGES);
        var zh = between < 0 ? why : why.substring(0, between);
        var en = between < 0 ? why : why.substring(between + BETWEEN_LANGUAGES.length());
        alarms.raise(new Alarm(
                CODE,
                way,
                Level.WARNING,
                "接入方式 %s 受阻：%s".formatted(way, zh),
                "way in %s is blocked: %s".formatted(way, en)));
    }

    /** Says that a way works. The first time it clears what an earlier run of the hub may have left open. */
    public void works(String way) {
        blockedSince.remove(way);
        told.remove(way);
        if (working.add(way)) {
            alarms.clear(CODE, way);
        }
    }
}
