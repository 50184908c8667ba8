package cn.lvyue.hub.proof;

import cn.lvyue.hub.proof.Proofs.DayStatement;
import cn.lvyue.hub.record.Alarms;
import cn.lvyue.hub.record.Alarms.Alarm;
import cn.lvyue.hub.record.Alarms.Level;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Has closed days stamped where an authority is set. While it gives no stamp nothing stops: days wait, people are told, more
 * urgently when it lasts, and what was missed is made up for.
 */
@Component
class DayStamps {
    static final String OUTAGE = "A152";

    private static final int AT_ONCE = 100;
    private static final Logger log = LoggerFactory.getLogger(DayStamps.class);

    private final DayStore days;
    private final LogStore store;
    private final ProofSettings.Stamps settings;
    private final Alarms alarms;
    private final Clock clock;
    private final Optional<TimeStampAuthority> authority;

    DayStamps(DayStore days, LogStore store, ProofSettings settings, Alarms alarms, Clock clock) {
        this.days = days;
        this.store = store;
        this.settings = settings.timestamp();
        this.alarms = alarms;
        this.clock = clock;
        this.authority =
                Optional.ofNullable(this.settings.url()).map(url -> new TimeStampAuthority(url, this.settings));
    }

    /** Asks for what is missing, oldest day first; after a failure not before a pause. */
    void stampDue() {
        authority.ifPresent(one -> {
            var now = clock.instant();
            for (var day : days.unstamped(now.minus(settings.retry()), AT_ONCE)) {
                if (!stamp(one, day)) {
                    break;
                }
            }
            tell(now);
        });
    }

    private boolean stamp(TimeStampAuthority one, DayStatement day) {
        try {
            var algorithm = store.head().orElseThrow().algorithm();
            days.stamp(day.day(), one.stamp(algorithm, bytes(day)), clock.instant());
            return true;
        } catch (IOException failed) {
            log.warn("时间戳未取得 no time stamp for {}: {}", day.day(), failed.toString());
            days.tried(day.day(), clock.instant());
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static byte[] bytes(DayStatement day) {
        return day.text().getBytes(StandardCharsets.UTF_8);
    }

    /** What is wrong with a day's stamp; empty if nothing is, or there is none. */
    Optional<String> fault(DayStatement day) {
        var stamp = day.stamp();
        if (stamp == null) {
            return Optional.empty();
        }
        return authority
                .map(one -> one.fault(stamp, bytes(day)))
                .orElseGet(() -> TimeStampAuthority.fault(stamp, bytes(day), null));
    }

    /** In steps: nothing for a short outage, then a warning, then urgently. */
    private void tell(Instant now) {
        var waiting = days.oldestUnstamped().map(closed -> Duration.between(closed, now));
        if (waiting.isEmpty() || waiting.get().compareTo(settings.warn()) < 0) {
            alarms.clear(OUTAGE, DaySigner.SUBJECT);
            alarms.clear(OUTAGE, urgent());
            return;
        }
        boolean critical = waiting.get().compareTo(settings.critical()) >= 0;
        long hours = waiting.get().toHours();
        alarms.raise(new Alarm(
                OUTAGE,
                critical ? urgent() : DaySigner.SUBJECT,
                critical ? Level.CRITICAL : Level.WARNING,
                "时间戳服务已 %d 小时未给出时间戳，恢复后自动补盖".formatted(hours),
                "The time-stamp authority has given no stamp for %d hours; what is missing is made up for"
                        .formatted(hours)));
    }

    /** The second step is an alarm of its own, for the first may be acknowledged already. */
    private static String urgent() {
        return DaySigner.SUBJECT + " 2";
    }
}
