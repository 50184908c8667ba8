package cn.lvyue.hub.api;

import cn.lvyue.hub.delivery.Deliveries;
import cn.lvyue.hub.delivery.Deliveries.BatchView;
import cn.lvyue.hub.delivery.Holding;
import cn.lvyue.hub.delivery.Holding.Decision;
import cn.lvyue.hub.delivery.Redelivery;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.security.AuditNote;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where people hold, release, seal and send again; every deed has a reason and is noted. Refuses with a {@link Refusal}. */
@Component
public class DeliveryDesk {
    private static final int LONGEST_REASON = 500;

    private final Deliveries deliveries;
    private final Holding holding;
    private final Redelivery redelivery;
    private final Clock clock;

    DeliveryDesk(Deliveries deliveries, Holding holding, Redelivery redelivery, Clock clock) {
        this.deliveries = deliveries;
        this.holding = holding;
        this.redelivery = redelivery;
        this.clock = clock;
    }

    public void holdBatch(String id, @Nullable String reason, HttpServletRequest request) {
        var decision = decision(reason, request);
        AuditNote.of(request).object("batch " + Limits.id(id)).after("held", true);
        if (holding.holdBatch(Limits.id(id), decision).isEmpty()) {
            throw Refusal.notFound("批次", "batch", id);
        }
    }

    public void releaseBatch(String id, @Nullable String reason, HttpServletRequest request) {
        var decision = decision(reason, request);
        AuditNote.of(request)
                .object("batch " + Limits.id(id))
                .before("held", true)
                .after("held", false);
        if (!holding.releaseBatch(Limits.id(id), decision)) {
            throw Refusal.notFound("暂缓的批次", "held batch", id);
        }
    }

    public void hold(Target target, @Nullable String reason, HttpServletRequest request) {
        var decision = decision(reason, request);
        AuditNote.of(request).object("target " + target.id()).after("held", true);
        holding.hold(target, decision);
    }

    public void release(Target target, @Nullable String reason, HttpServletRequest request) {
        var decision = decision(reason, request);
        AuditNote.of(request)
                .object("target " + target.id())
                .before("held", true)
                .after("held", false);
        if (!holding.release(target, decision)) {
            throw Refusal.notFound("暂缓", "hold", target.id());
        }
    }

    /** @param date a business day not after today; null for today */
    public BatchView seal(
            Target target, @Nullable LocalDate date, @Nullable String reason, HttpServletRequest request) {
        decision(reason, request);
        var today = Times.day(clock.instant());
        var day = date == null ? today : Limits.businessDay(date, today);
        var batch = deliveries.sealNow(target, day);
        AuditNote.of(request)
                .object("batch " + batch.batchId())
                .after("target", target.id())
                .after("businessDate", day);
        return batch;
    }

    /** Tries a failed or refused package again, under its old identity; the platform is asked first whether it has it. */
    public void retry(String packageId, @Nullable String reason, HttpServletRequest request) {
        decision(reason, request);
        AuditNote.of(request).object("package " + packageId).after("retry", true);
        if (!redelivery.retry(packageId(packageId))) {
            throw Refusal.notFound("包", "package", packageId);
        }
    }

    private static UUID packageId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw Refusal.notFound("包", "package", text);
        }
    }

    private static Decision decision(@Nullable String reason, HttpServletRequest request) {
        var why = Reasons.of(reason, LONGEST_REASON);
        AuditNote.of(request).purpose(why);
        return new Decision(Actors.of(request).name(), why);
    }
}
