package cn.lvyue.hub.api;

import cn.lvyue.hub.api.RetentionAnswer.HoldAnswer;
import cn.lvyue.hub.api.RetentionAnswer.HoldBody;
import cn.lvyue.hub.api.RetentionAnswer.Holds;
import cn.lvyue.hub.api.RetentionAnswer.PlanAnswer;
import cn.lvyue.hub.api.RetentionAnswer.Plans;
import cn.lvyue.hub.api.RetentionAnswer.Reason;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.retention.Retention;
import cn.lvyue.hub.retention.Retention.Done;
import cn.lvyue.hub.retention.Retention.HoldRequest;
import cn.lvyue.hub.retention.Retention.Scope;
import cn.lvyue.hub.security.AuditNote;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** For how long what is kept: policies, plans of destruction, holds. */
@RestController
@RequestMapping("/api/v1/retention")
@Tag(name = "保存期限 retention")
class RetentionCalls {
    private static final int LONGEST = 500;

    private final Retention retention;
    private final Ledger ledger;
    private final FeedPacks feeds;

    RetentionCalls(Retention retention, Ledger ledger, FeedPacks feeds) {
        this.retention = retention;
        this.ledger = ledger;
        this.feeds = feeds;
    }

    @GetMapping
    @Operation(
            summary = "保存期限、存量与到期量 / Policies, and what is due under them",
            description = "现算，存量大时需要一些时间。/ Counted now, which takes a while where much is kept.")
    RetentionAnswer stock() {
        return RetentionAnswer.of(retention.stock());
    }

    @PostMapping("/plans")
    @Operation(
            summary = "制定销毁计划 / Plan a destruction",
            description = "列出到期且未保留的内容：多少、多大、最早；不销毁。须另一人批准后执行。/ Lists what is due and not held: how many, how"
                    + " much, the oldest. Destroys nothing; another person has to approve it.")
    ResponseEntity<PlanAnswer> plan(@RequestBody Reason body, HttpServletRequest request) {
        var reason = needed("reason", body.reason());
        var plan = PlanAnswer.of(retention.plan(reason, Actors.of(request).name()));
        AuditNote.of(request)
                .object("retention " + plan.planId())
                .purpose(reason)
                .after("things", plan.things());
        return ResponseEntity.status(HttpStatus.CREATED)
                .location(URI.create("/api/v1/retention/plans/" + plan.planId()))
                .body(plan);
    }

    @GetMapping("/plans")
    @Operation(summary = "销毁计划，新的在前 / Plans, newest first")
    Plans plans(
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "" + Limits.PAGE_DEFAULT) int limit) {
        var items =
                retention.plans(after == null ? Long.MAX_VALUE : after, Limits.page(limit, Limits.BATCH_PAGE)).stream()
                        .map(PlanAnswer::of)
                        .toList();
        return new Plans(
                items, items.size() < limit ? null : items.get(items.size() - 1).planId());
    }

    @GetMapping("/plans/{id}")
    @Operation(summary = "计划、进度与销毁证明 / A plan, its progress and its certificate")
    PlanAnswer planned(@PathVariable String id) {
        return PlanAnswer.of(known(id));
    }

    @PostMapping("/plans/{id}/approve")
    @Operation(summary = "第二人批准 / A second person approves")
    PlanAnswer approve(@PathVariable String id, HttpServletRequest request) {
        return done(id, request, retention::approve);
    }

    @PostMapping("/plans/{id}/run")
    @Operation(summary = "执行：在后台分批销毁 / Carry it out, bit by bit in the background")
    PlanAnswer run(@PathVariable String id, HttpServletRequest request) {
        return done(id, request, retention::run);
    }

    @PostMapping("/plans/{id}/cancel")
    @Operation(summary = "取消：已销毁的出具证明 / Cancel; what is gone is certified")
    PlanAnswer cancel(@PathVariable String id, HttpServletRequest request) {
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

    @GetMapping("/holds")
    @Operation(summary = "法律保留，新的在前 / Holds, newest first")
    Holds holds(
            @RequestParam(defaultValue = "true") boolean open,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "" + Limits.PAGE_DEFAULT) int limit) {
        var items =
                retention.holds(open, after == null ? Long.MAX_VALUE : after, Limits.page(limit, Limits.PAGE)).stream()
                        .map(HoldAnswer::of)
                        .toList();
        return new Holds(
                items, items.size() < limit ? null : items.get(items.size() - 1).holdId());
    }

    @PostMapping("/holds")
    @Operation(
            summary = "设法律保留 / Place a hold",
            description = "即刻生效，正在执行的销毁也避开。/ Counts at once; a destruction that runs keeps off too.")
    ResponseEntity<HoldAnswer> place(@RequestBody HoldBody body, HttpServletRequest request) {
        var hold =
                HoldAnswer.of(retention.place(request(body), Actors.of(request).name()));
        AuditNote.of(request)
                .object("hold " + hold.holdId())
                .purpose(hold.reason())
                .reference(hold.reference())
                .after("scope", hold.scope());
        return ResponseEntity.status(HttpStatus.CREATED).body(hold);
    }

    @PostMapping("/holds/{id}/release")
    @Operation(summary = "解除法律保留，须另一人 / Release a hold; another person has to")
    HoldAnswer release(@PathVariable String id, @RequestBody Reason body, HttpServletRequest request) {
        var reason = needed("reason", body.reason());
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
        if (!Limits.isRecordId(text) || ledger.record(text).isEmpty()) {
            throw Refusal.notFound("记录", "record", text);
        }
        return RecordId.sequenceIn(text);
    }

    private static long message(@Nullable String messageId) {
        long id = Limits.id(String.valueOf(messageId));
        if (id < 0) {
            throw Refusal.badParameter("messageId", String.valueOf(messageId), "报文编号", "the number of a message");
        }
        return id;
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
