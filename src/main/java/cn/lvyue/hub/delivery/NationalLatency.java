package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Outbox;
import cn.lvyue.hub.record.Target;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How long a confirmed breach takes to the national platform: from the ledger's revision to the platform's R1. The histogram
 * {@code hub.national.latency} is of this process; add up those of all nodes.
 */
@Component
class NationalLatency {
    private static final Duration[] BUCKETS =
            Stream.of(1, 2, 5, 10, 30, 60, 300, 1800).map(Duration::ofSeconds).toArray(Duration[]::new);

    private final ObjectProvider<MeterRegistry> meters;
    private final Outbox outbox;
    private final JdbcClient jdbc;

    NationalLatency(ObjectProvider<MeterRegistry> meters, Outbox outbox, JdbcClient jdbc) {
        this.meters = meters;
        this.outbox = outbox;
        this.jdbc = jdbc;
    }

    /** A package is about to be noted as accepted; a second word on it counts no more. */
    void note(SealedPackage pack, Instant now) {
        if (pack.target() != Target.NATIONAL || pack.sentAt() != null) {
            return;
        }
        var registry = meters.getIfAvailable();
        if (registry != null) {
            var timer = Timer.builder("hub.national.latency")
                    .description("from the ledger's revision to the national platform's R1")
                    .serviceLevelObjectives(BUCKETS)
                    .register(registry);
            jdbc.sql("select recorded_at from delivery.item where package_no = ? and recorded_at is not null")
                    .param(pack.no())
                    .query((row, number) -> row.getTimestamp(1).toInstant())
                    .list()
                    .forEach(recorded -> timer.record(Duration.between(recorded, now)));
        }
    }

    /** When the oldest revision was recorded that the national platform should have and has not accepted; nothing held. */
    Optional<Instant> oldestWaiting(long watermark) {
        var sealed = jdbc.sql("""
                        select min(recorded_at) from delivery.item i where i.target = 2 and i.state = 3
                            and exists (select 1 from delivery.package p where p.no = i.package_no and p.sent_at is null)
                            and not exists (select 1 from delivery.hold h where h.released_at is null
                                and h.target = 2 and (h.batch_id = i.batch_id or h.batch_id is null and h.record_id is null))
                        """)
                .query((row, number) -> Optional.ofNullable(row.getTimestamp(1)).map(at -> at.toInstant()))
                .single();
        var pending = outbox.dueAfter(Target.NATIONAL, watermark, 1).stream()
                .map(due -> due.recordedAt())
                .findFirst();
        return Stream.concat(sealed.stream(), pending.stream()).min(Instant::compareTo);
    }
}
