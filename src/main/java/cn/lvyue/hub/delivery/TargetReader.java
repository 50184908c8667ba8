package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.Deliveries.PlatformLine;
import cn.lvyue.hub.delivery.Holding.Remark;
import cn.lvyue.hub.record.Target;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads how a platform stands, for people. */
@Component
class TargetReader {
    private final JdbcClient jdbc;
    private final TargetStore store;
    private final BusinessDays days;
    private final Remarks remarks;
    private final Clock clock;

    TargetReader(JdbcClient jdbc, TargetStore store, BusinessDays days, Remarks remarks, Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.days = days;
        this.remarks = remarks;
        this.clock = clock;
    }

    TargetStore.Line line(Target target) {
        return store.line(target);
    }

    List<PlatformLine> lines() {
        var now = clock.instant();
        return Stream.of(Target.values())
                .map(target -> {
                    var line = store.line(target);
                    return new PlatformLine(
                            target, line.state(now), line.openUntil(), line.failures(), line.lastFailure());
                })
                .toList();
    }

    boolean maySend(Target target) {
        return days.maySend(target, clock.instant());
    }

    List<Remark> strays(Target target, int limit) {
        return remarks.strays(target, limit);
    }

    Optional<LocalDate> lastDay(Target target) {
        return jdbc.sql(
                        "select business_date from delivery.daily_run where target = ? order by business_date desc limit 1")
                .param(target.code())
                .query(LocalDate.class)
                .optional();
    }

    Optional<Target> ofBatch(long batchId) {
        return jdbc.sql("select target from delivery.batch where id = ?")
                .param(batchId)
                .query(Integer.class)
                .optional()
                .map(Target::ofCode);
    }
}
