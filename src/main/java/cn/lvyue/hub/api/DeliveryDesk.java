package cn.lvyue.hub.api;

import cn.lvyue.hub.delivery.Deliveries;
import cn.lvyue.hub.delivery.Deliveries.BatchView;
import cn.lvyue.hub.delivery.Holding;
import cn.lvyue.hub.delivery.Holding.Decision;
import cn.lvyue.hub.delivery.Redelivery;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.security.AuditNote;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where deliveries are held, released, sealed and sent again, by people on pages and by programs alike; who decides is who is logged
 * in, and every deed is noted. Refuses with a {@link Refusal}.
 */
@Component
public class DeliveryDesk {
    private final Deliveries deliveries;
    private final Holding holding;
    private final Redelivery redelivery;
    private final Ledger ledger;
    private final Clock clock;

    DeliveryDesk(Deliveries deliveries, Holding holding, Redelivery redelivery, Ledger ledger, Clock clock) {
        this.deliveries = deliveries;
        this.holding = holding;
        this.redelivery = redelivery;
        this.ledger = ledger;
        this.clock = clock;
    }

    public void holdBatch(String id, Why why, HttpServletRequest request) {
        var decision = decision(why, request);
        AuditNote.of(request).object("batch " + Limits.id(id)).after("held", true);
        if (holding.holdBatch(Limits.id(id), decision).isEmpty()) {
            throw Refusal.notFound("批次", "batch", id);
        }
    }

    public void releaseBatch(String id, Why why, HttpServletRequest request) {
        var decision = decision(why, request);
        AuditNote.of(request)
                .object("batch " + Limits.id(id))
                .before("held", true)
                .after("held", false);
        if (!holding.releaseBatch(Limits.id(id), decision)) {
            throw Refusal.notFound("暂缓的批次", "held batch", id);
        }
    }

    public void hold(Target target, Why why, HttpServletRequest request) {
        var decision = decision(why, request);
        AuditNote.of(request).object("target " + target.id()).after("held", true);
        holding.hold(target, decision);
    }

    public void release(Target target, Why why, HttpServletRequest request) {
        var decision = decision(why, request);
        AuditNote.of(request)
                .object("target " + target.id())
                .before("held", true)
                .after("held", false);
        if (!holding.release(target, decision)) {
            throw Refusal.notFound("暂缓", "hold", target.id());
        }
    }

    /**
     * Holds a record's deliveries to a platform.
     *
     * @return whether a revision is beyond reach, because it was sent already
     */
    boolean holdRecord(Target target, String recordId, Why why, HttpServletRequest request) {
        var decision = decision(why, request);
        AuditNote.of(request).object(delivery(target, recordId)).after("held", true);
        return holding.holdRecord(target, record(recordId), decision);
    }

    void releaseRecord(Target target, String recordId, Why why, HttpServletRequest request) {
        var decision = decision(why, request);
        AuditNote.of(request)
                .object(delivery(target, recordId))
                .before("held", true)
                .after("held", false);
        if (!holding.releaseRecord(target, record(recordId), decision)) {
            throw Refusal.notFound("暂缓", "hold", recordId);
        }
    }

    private static String delivery(Target target, String recordId) {
        return "target " + target.id() + " record " + recordId;
    }

    private RecordId record(String text) {
        return KnownRecords.needed(ledger, text).recordId();
    }

    /** Seals with a reason, as {@link #seal(Target, LocalDate, HttpServletRequest)}. */
    public BatchView seal(Target target, @Nullable LocalDate date, Why why, HttpServletRequest request) {
        decision(why, request);
        return seal(target, date, request);
    }

    /** @param date a business day not after today; null for today */
    BatchView seal(Target target, @Nullable LocalDate date, HttpServletRequest request) {
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
    public void retry(String packageId, Why why, HttpServletRequest request) {
        decision(why, request);
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

    private static Decision decision(Why why, HttpServletRequest request) {
        var reason = why.because();
        var forWhom = why.forWhom();
        var note = AuditNote.of(request).purpose(reason);
        if (forWhom != null) {
            note.after("for", forWhom);
        }
        return new Decision(Actors.of(request).name(), forWhom, reason);
    }
}
