package cn.lvyue.hub.api;

import cn.lvyue.hub.ops.Polling;
import cn.lvyue.hub.replay.Replays;
import cn.lvyue.hub.replay.Replays.Done;
import cn.lvyue.hub.replay.Replays.Item;
import cn.lvyue.hub.replay.Replays.Mode;
import cn.lvyue.hub.replay.Replays.State;
import cn.lvyue.hub.replay.Replays.View;
import cn.lvyue.hub.security.AuditNote;
import cn.lvyue.hub.security.Looks.Kind;
import cn.lvyue.hub.security.Looks.Seen;
import cn.lvyue.hub.security.Looks.Subject;
import cn.lvyue.hub.standard.Role;
import cn.lvyue.hub.standard.StandardPack;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Plans replays, starts and holds them, and tells what became of them. */
@RestController
@RequestMapping("/api/v1/replays")
@Tag(name = "重放 replays")
class ReplayCalls {
    private static final int DIFF_PAGE = 100;

    private final Replays replays;
    private final FeedPacks feeds;
    private final FindingAnswers findings;
    private final ReplayDiffs diffs;
    private final Reveals reveals;

    ReplayCalls(Replays replays, FeedPacks feeds, FindingAnswers findings, ReplayDiffs diffs, Reveals reveals) {
        this.reveals = reveals;
        this.replays = replays;
        this.feeds = feeds;
        this.findings = findings;
        this.diffs = diffs;
    }

    @PostMapping
    @Operation(
            summary = "制定重放计划 / Plan a replay",
            description =
                    "先看计划，再以 start 开始。计划未成时应答 202，稍后再取。/ Look at the plan, then start it. 202 while the plan is being"
                            + " made; ask again.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = ReplayBody.class))))
    ResponseEntity<ReplayAnswer> plan(
            @RequestBody byte[] body, @RequestParam(defaultValue = "30") int wait, HttpServletRequest call) {
        var request = ReplayBody.read(body).request(feeds);
        requireFields(request);
        long id = replays.plan(request, author(call.getUserPrincipal()));
        AuditNote.of(call)
                .object("replay " + id)
                .purpose(request.reason())
                .after("mode", request.mode())
                .after("dryRun", request.dryRun());
        var view = Polling.until(
                Limits.wait(wait), () -> replays.view(id).orElseThrow(), seen -> seen.state() != State.PLANNING);
        return ResponseEntity.status(view.state() == State.PLANNING ? HttpStatus.ACCEPTED : HttpStatus.CREATED)
                .location(URI.create("/api/v1/replays/" + id))
                .body(ReplayAnswer.of(view));
    }

    /** A record's number names it and cannot be corrected; what the hub fills itself is no value of a person's. */
    private void requireFields(Replays.Request request) {
        if (request.mode() != Mode.CORRECT) {
            return;
        }
        for (var field : request.changes().keySet()) {
            boolean known = feeds.all().stream().anyMatch(pack -> isCorrectable(pack, field));
            if (!known) {
                throw Refusal.badParameter(
                        "changes", field, "标准包中可更正的字段", "a field of the standard pack that may be corrected");
            }
        }
    }

    private static boolean isCorrectable(StandardPack pack, String field) {
        return pack.names().contains(field)
                && !pack.field(Role.SOURCE_RECORD_NO).id().equals(field)
                && Role.filledByTheHub().stream()
                        .noneMatch(role -> pack.field(role).id().equals(field));
    }

    @GetMapping
    @Operation(summary = "重放列表，新的在前 / Replays, newest first")
    ReplayAnswer.Page list(
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "" + Limits.PAGE_DEFAULT) int limit) {
        var items = replays.list(after == null ? Long.MAX_VALUE : after, Limits.page(limit, Limits.BATCH_PAGE)).stream()
                .map(ReplayAnswer::of)
                .toList();
        return new ReplayAnswer.Page(
                items, items.size() < limit ? null : items.get(items.size() - 1).replayId());
    }

    @GetMapping("/{id}")
    @Operation(summary = "计划、进度与结果 / Plan, progress and results")
    ReplayAnswer replay(@PathVariable String id) {
        return ReplayAnswer.of(known(id));
    }

    @GetMapping("/of-package/{packageId}")
    @Operation(summary = "再次报送过某包的重放，新的在前 / Replays that delivered a package, or records of it, again; newest first")
    List<ReplayAnswer.LinkAnswer> ofPackage(@PathVariable UUID packageId) {
        return replays.ofPackage(packageId).stream()
                .map(ReplayAnswer.LinkAnswer::of)
                .toList();
    }

    @GetMapping("/{id}/records")
    @Operation(
            summary = "逐条的计划、结果与平台答复 / Record by record: plan, result, and what the platforms say",
            description =
                    "以 next 翻页。diff=true 另示字段差异，一次至多 100 条。/ Pass next as after. With diff=true the fields that differ,"
                            + " at most 100 at once.")
    ReplayAnswer.RecordPage records(
            @PathVariable String id,
            @RequestParam(defaultValue = "0:0") String after,
            @RequestParam(defaultValue = "" + Limits.PAGE_DEFAULT) int limit,
            @RequestParam(defaultValue = "false") boolean diff,
            @RequestParam(defaultValue = "false") boolean unmask,
            @ParameterObject RevealReason reason,
            HttpServletRequest httpRequest) {
        var view = known(id);
        var place = Place.of(after);
        var items = replays.items(
                view.id(), place.message(), place.row(), Limits.page(limit, diff ? DIFF_PAGE : Limits.PAGE));
        var differing = diff ? diffs.of(view, items, unmask) : null;
        if (unmask) {
            reveals.show(httpRequest, new Subject(Kind.REPLAY, id), reason, seen(items, differing));
        }
        var shown = items.stream()
                .map(item -> shown(item, differing == null ? null : differing.get(Place.of(item)), unmask))
                .toList();
        return new ReplayAnswer.RecordPage(
                shown,
                items.size() < limit
                        ? null
                        : Place.of(items.get(items.size() - 1)).text());
    }

    private static Seen seen(List<Item> items, @Nullable Map<Place, List<ReplayAnswer.DiffAnswer>> differing) {
        var diffs = differing == null
                ? Stream.<String>empty()
                : differing.values().stream().flatMap(List::stream).map(ReplayAnswer.DiffAnswer::field);
        return SeenFindings.ofItems(items, diffs);
    }

    /** A record's place in a replay. */
    record Place(long message, int row) {
        static Place of(Item item) {
            return new Place(item.messageId(), item.row());
        }

        static Place of(String text) {
            var parts = text.split(":", -1);
            if (parts.length != 2 || Limits.id(parts[0]) < 0 || Limits.id(parts[1]) < 0) {
                throw Refusal.badParameter("after", text, "上一页的 next", "next of the page before");
            }
            return new Place(Limits.id(parts[0]), (int) Math.min(Integer.MAX_VALUE, Limits.id(parts[1])));
        }

        String text() {
            return message + ":" + row;
        }
    }

    private ReplayAnswer.RecordItem shown(Item item, @Nullable List<ReplayAnswer.DiffAnswer> diff, boolean unmask) {
        return new ReplayAnswer.RecordItem(
                Long.toString(item.messageId()),
                item.row(),
                item.sourceRecordNo(),
                item.planned(),
                item.effect(),
                item.outcome(),
                item.recordId() == null ? null : item.recordId().toString(),
                item.revision(),
                findings.of(item.findings(), Optional.empty(), unmask),
                item.answers().stream().map(ReplayAnswer.AnswerItem::of).toList(),
                diff);
    }

    @PostMapping("/{id}/start")
    @Operation(summary = "开始：清单自此固定 / Start; the list is frozen from now on")
    ReplayAnswer start(@PathVariable String id, HttpServletRequest request) {
        return done(id, request, replays::start);
    }

    @PostMapping("/{id}/approve")
    @Operation(summary = "第二人批准 / A second person approves")
    ReplayAnswer approve(@PathVariable String id, HttpServletRequest request) {
        return done(id, request, replays::approve);
    }

    @PostMapping("/{id}/pause")
    @Operation(summary = "暂停 / Pause")
    ReplayAnswer pause(@PathVariable String id, HttpServletRequest request) {
        return done(id, request, replays::pause);
    }

    @PostMapping("/{id}/resume")
    @Operation(summary = "继续 / Resume")
    ReplayAnswer resume(@PathVariable String id, HttpServletRequest request) {
        return done(id, request, replays::resume);
    }

    @PostMapping("/{id}/cancel")
    @Operation(summary = "取消：已完成的保留 / Cancel; what is done stays done")
    ReplayAnswer cancel(@PathVariable String id, HttpServletRequest request) {
        return done(id, request, replays::cancel);
    }

    private ReplayAnswer done(String id, HttpServletRequest request, BiFunction<Long, String, Done> deed) {
        var note = AuditNote.of(request).before("state", known(id).state());
        var done = deed.apply(Limits.id(id), author(request.getUserPrincipal()));
        var view = known(id);
        note.after("state", view.state());
        return after(id, view, done);
    }

    private static ReplayAnswer after(String id, View view, Done done) {
        return switch (done) {
            case DONE -> ReplayAnswer.of(view);
            case UNKNOWN -> throw Refusal.notFound("重放", "replay", id);
            case NOT_NOW ->
                throw Refusal.of(
                        ProblemKind.NOT_NOW,
                        "重放 %s 处于 %s，不能如此".formatted(id, view.state()),
                        "replay %s is %s; this cannot be done now".formatted(id, view.state()));
            case DRY ->
                throw Refusal.of(
                        ProblemKind.NOT_NOW,
                        "重放 %s 只是计划".formatted(id),
                        "replay %s is a plan only (dryRun)".formatted(id));
            case VOID ->
                throw Refusal.of(
                        ProblemKind.PLAN_VOID,
                        "重放 %s 的计划已作废，映射或标准包已变（%s），请重新制定计划".formatted(id, view.note()),
                        "the plan of replay %s is void: its mapping or standard pack has changed (%s); plan anew"
                                .formatted(id, view.note()));
            case NOT_APPROVED ->
                throw Refusal.of(
                        ProblemKind.NOT_APPROVED,
                        "重放 %s 须先由另一人批准".formatted(id),
                        "replay %s has to be approved by another person first".formatted(id));
            case SAME_PERSON ->
                throw Refusal.of(
                        ProblemKind.NOT_APPROVED,
                        "提出人 %s 不能批准自己的重放".formatted(view.author()),
                        "%s asked for this replay and cannot approve it".formatted(view.author()));
        };
    }

    private View known(String id) {
        return replays.view(Limits.id(id)).orElseThrow(() -> Refusal.notFound("重放", "replay", id));
    }

    private static String author(@Nullable Principal user) {
        return user == null ? "nobody known" : user.getName();
    }
}
