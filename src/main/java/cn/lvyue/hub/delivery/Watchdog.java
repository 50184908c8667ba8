package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Alarms;
import cn.lvyue.hub.record.Alarms.Alarm;
import cn.lvyue.hub.record.Alarms.Level;
import cn.lvyue.hub.record.Target;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Looks from outside whether delivery does what it should, and tells people where it does not. Runs on every node; once is enough. */
@Component("watchdog")
class Watchdog {
    static final String LATE_AT_THE_NATION = "T184";
    static final String FAILED = "T185";
    static final String OVERDUE = "T186";

    private final DailyBatches daily;
    private final BatchReader reader;
    private final NationalLatency latency;
    private final DeliverySettings settings;
    private final Alarms alarms;
    private final Clock clock;

    Watchdog(
            DailyBatches daily,
            BatchReader reader,
            NationalLatency latency,
            DeliverySettings settings,
            Alarms alarms,
            Clock clock) {
        this.daily = daily;
        this.reader = reader;
        this.latency = latency;
        this.settings = settings;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** Called by route {@code watch-deliveries}. */
    void watch() {
        for (var target : Target.values()) {
            daily.watch(target);
            watchExchanges(target);
        }
        watchNation();
    }

    private void watchExchanges(Target target) {
        long failed = reader.sums(target).failed();
        tell(
                failed > 0,
                FAILED,
                target,
                "报送{subject}失败 %d 条，待人工重试".formatted(failed),
                "%d records in failed packages to {subject} wait for a person".formatted(failed));
        long overdue = reader.overdue(target);
        tell(
                overdue > 0,
                OVERDUE,
                target,
                "{subject}有 %d 个包逾期无最终回执".formatted(overdue),
                "%d packages are without a final receipt of {subject} for too long".formatted(overdue));
    }

    private void watchNation() {
        var limit = clock.instant().minus(settings.nation().alarm());
        boolean late = latency.oldestWaiting(reader.watermark(Target.NATIONAL))
                .filter(recorded -> recorded.isBefore(limit))
                .isPresent();
        tell(
                late,
                LATE_AT_THE_NATION,
                Target.NATIONAL,
                "已认定记录超过 %d 分钟未被国家平台接收".formatted(settings.nation().alarm().toMinutes()),
                "A confirmed record is not at the national platform after %d minutes"
                        .formatted(settings.nation().alarm().toMinutes()));
    }

    private void tell(boolean wrong, String code, Target target, String zh, String en) {
        if (wrong) {
            alarms.raise(new Alarm(code, target.id(), Level.CRITICAL, zh, en));
        } else {
            alarms.clear(code, target.id());
        }
    }
}
