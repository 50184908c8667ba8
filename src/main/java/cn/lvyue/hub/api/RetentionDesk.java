package cn.lvyue.hub.api;

import cn.lvyue.hub.api.RetentionAnswer.HoldAnswer;
import cn.lvyue.hub.api.RetentionAnswer.HoldBody;
import cn.lvyue.hub.api.RetentionAnswer.Holds;
import cn.lvyue.hub.api.RetentionAnswer.PlanAnswer;
import cn.lvyue.hub.api.RetentionAnswer.Plans;
import cn.lvyue.hub.archive.Archive;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.record.KeptElsewhere;
import cn.lvyue.hub.retention.Retention;
import cn.lvyue.hub.retention.Retention.Done;
import cn.lvyue.hub.retention.Retention.HoldRequest;
import cn.lvyue.hub.retention.Retention.Scope;
import cn.lvyue.hub.security.AuditNote;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where destructions are planned and approved and holds are placed, by calls and on pages. Refuses with a {@link Refusal}. */
@Component
public class RetentionDesk {
    private static final int LONGEST = 500;

    private final Retention retention;
    private final Archive archive;
    private final Ledger ledger;
    private final FeedPacks feeds;

    RetentionDesk(Retention retention, Archive archive, Ledger ledger, FeedPacks feeds) {
        this.retention = retention;
        this.archive = archive;
        this.ledger = ledger;
        this.feeds = feeds;
    }

    /** Counted now. */
    public RetentionAnswer stock() {
        return RetentionAnswer.of(retention.stock());
    }

    /** Writes down what is due; destroys nothing. */
    public PlanAnswer plan(@Nullable String why, HttpServletRequest request) {
        var reason = needed("reason", why);
        var plan = PlanAnswer.of(retention.plan(reason, Actors.of(request).name()));
        AuditNote.of(request)
                .object("retention " + plan.planId())
                .purpose(reason)
                .after("things", plan.things());
        return plan;
    }

    /** Newest first. @param after ids below */
    public Plans plans(@Nullable Long after, int limit) {
        var items =
                retention.plans(after == null ? Long.MAX_VALUE : after, Limits.page(limit, Limits.BATCH_PAGE)).stream()
                        .map(PlanAnswer::of)
                        .toList();
        return new Plans(
                items, items.size() < limit ? null : items.get(items.size() - 1).planId());
    }

    public PlanAnswer planned(String id) {
        return PlanAnswer.of(known(id));
    }

    /** By another person than who planned it. */
    public PlanAnswer approve(String id, HttpServletRequest request) {
        return done(id, request, retention::approve);
    }

    public PlanAnswer run(String id, HttpServletRequest request) {
        return done(id, request, retention::run);
    }

    public PlanAnswer cancel(String id, HttpServletRequest request) {
        return done(id, request, retention::cancel);
    }

    private PlanAnswer done(String id, HttpServletRequest request, BiFunction<Long, String, Done> deed) {
        var before = known(id);
        var note = AuditNote.of(request)
                .object("retention " + before.id())
                .before("state", before.state())
                .purpose(before.reason());
        var done = deed.apply(before.id(), Actors.of(request).name());
        var after = known(id);
        note.after("state", after.state());
        refuseUnlessDone(done, "销毁计划", "plan of destruction", id, String.valueOf(after.state()));
        return PlanAnswer.of(after);
    }

    private static void refuseUnlessDone(Done done, String zh, String en, String id, String state) {
        switch (done) {
            case DONE -> {}
            case UNKNOWN -> throw Refusal.notFound(zh, en, id);
            case NOT_NOW ->
                throw Refusal.of(
                        ProblemKind.NOT_NOW_KEPT,
                        "%s %s 处于 %s，不能如此".formatted(zh, id, state),
                        "%s %s is %s; this cannot be done now".formatted(en, id, state));
            case SAME_PERSON ->
                throw Refusal.of(
                        ProblemKind.SECOND_PERSON,
                        "%s %s 须由提出人以外的人办理".formatted(zh, id),
                        "%s %s needs another person than who asked for it".formatted(en, id));
            case NOTHING_TO_SIGN_WITH ->
                throw Refusal.of(
                        ProblemKind.NOTHING_TO_SIGN_WITH,
                        "没有密钥可签署销毁证明，未开始",
                        "there is no key to sign the certificate with; nothing was begun");
        }
    }

    /** Newest first. @param after ids below */
    public Holds holds(boolean open, @Nullable Long after, int limit) {
        var items =
                retention.holds(open, after == null ? Long.MAX_VALUE : after, Limits.page(limit, Limits.PAGE)).stream()
                        .map(HoldAnswer::of)
                        .toList();
        return new Holds(
                items, items.size() < limit ? null : items.get(items.size() - 1).holdId());
    }

    public HoldAnswer place(HoldBody body, HttpServletRequest request) {
        var hold =
                HoldAnswer.of(retention.place(request(body), Actors.of(request).name()));
        AuditNote.of(request)
                .object("hold " + hold.holdId())
                .purpose(hold.reason())
                .reference(hold.reference())
                .after("scope", hold.scope());
        return hold;
    }

    /** By another person than who placed it. */
    public HoldAnswer release(String id, @Nullable String why, HttpServletRequest request) {
        var reason = needed("reason", why);
        AuditNote.of(request).purpose(reason);
        var done = retention.release(Limits.id(id), reason, Actors.of(request).name());
        refuseUnlessDone(done, "保留", "hold", id, "released");
        return retention.holds(false, Limits.id(id) + 1, 1).stream()
                .map(HoldAnswer::of)
                .findFirst()
                .orElseThrow();
    }

    private HoldRequest request(HoldBody body) {
        var reason = needed("reason", body.reason());
        var reference = needed("reference", body.reference());
        var from = instant(body.from());
        var until = instant(body.until());
        if (from != null && until != null && !from.isBefore(until)) {
            throw Refusal.badParameter("until", until.toString(), "晚于 from 的时刻", "a moment after from");
        }
        var scope = scope(body);
        return switch (scope) {
            case RECORD ->
                new HoldRequest(
                        scope, null, null, record(body.recordId()), body.recordId(), null, null, reason, reference);
            case MESSAGE ->
                new HoldRequest(scope, null, message(body.messageId()), null, null, null, null, reason, reference);
            case FEED ->
                new HoldRequest(
                        scope,
                        feeds.feed(String.valueOf(body.feed())).value(),
                        null,
                        null,
                        null,
                        from,
                        until,
                        reason,
                        reference);
            case PERIOD -> new HoldRequest(scope, null, null, null, null, from, until, reason, reference);
        };
    }

    private static Scope scope(HoldBody body) {
        int named =
                (body.recordId() == null ? 0 : 1) + (body.messageId() == null ? 0 : 1) + (body.feed() == null ? 0 : 1);
        boolean period = body.from() != null && body.until() != null;
        if (named > 1 || (named == 0 && !period)) {
            throw Refusal.badParameter("recordId, messageId, feed, from & until", "", "其中之一", "one of these");
        }
        if (body.recordId() != null) {
            return Scope.RECORD;
        }
        if (body.messageId() != null) {
            return Scope.MESSAGE;
        }
        return body.feed() == null ? Scope.PERIOD : Scope.FEED;
    }

    private long record(@Nullable String recordId) {
        var text = String.valueOf(recordId);
        return KnownRecords.needed(ledger, text).recordId().sequence();
    }

    private long message(@Nullable String messageId) {
        long id = Limits.id(String.valueOf(messageId));
        if (id < 0) {
            throw Refusal.badParameter("messageId", String.valueOf(messageId), "报文编号", "the number of a message");
        }
        if (archive.message(id).isEmpty() && !keptElsewhere(id)) {
            throw Refusal.notFound("报文", "message", String.valueOf(messageId));
        }
        return id;
    }

    /** Whether the month it would be of was taken out: then nobody here can say that it does not exist. */
    private boolean keptElsewhere(long messageId) {
        try {
            archive.requireHere(messageId);
            return false;
        } catch (KeptElsewhere elsewhere) {
            return true;
        }
    }

    private Retention.Plan known(String id) {
        return retention.plan(Limits.id(id)).orElseThrow(() -> Refusal.notFound("销毁计划", "plan of destruction", id));
    }

    private static String needed(String name, @Nullable String text) {
        var value = text == null ? "" : text.strip();
        if (value.isEmpty() || value.length() > LONGEST) {
            throw Refusal.badParameter(
                    name, value, "1 至 %d 字".formatted(LONGEST), "1 to %d characters".formatted(LONGEST));
        }
        return value;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
