package cn.lvyue.hub.api;

import cn.lvyue.hub.api.ReplayDesk.Deed;
import cn.lvyue.hub.replay.Replays.State;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
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
    private final ReplayDesk desk;

    ReplayCalls(ReplayDesk desk) {
        this.desk = desk;
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
        var planned = desk.plan(ReplayBody.read(body), wait, call);
        return ResponseEntity.status(planned.state() == State.PLANNING ? HttpStatus.ACCEPTED : HttpStatus.CREATED)
                .location(URI.create("/api/v1/replays/" + planned.replayId()))
                .body(planned);
    }

    @GetMapping
    @Operation(summary = "重放列表，新的在前 / Replays, newest first")
    ReplayAnswer.Page list(
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "" + Limits.PAGE_DEFAULT) int limit) {
        return desk.list(after, limit);
    }

    @GetMapping("/{id}")
    @Operation(summary = "计划、进度与结果 / Plan, progress and results")
    ReplayAnswer replay(@PathVariable String id) {
        return desk.replay(id);
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
        return desk.records(id, after, limit, diff, unmask ? reason : null, httpRequest);
    }

    @PostMapping("/{id}/start")
    @Operation(summary = "开始：清单自此固定 / Start; the list is frozen from now on")
    ReplayAnswer start(@PathVariable String id, HttpServletRequest request) {
        return desk.done(Deed.START, id, request);
    }

    @PostMapping("/{id}/approve")
    @Operation(summary = "第二人批准 / A second person approves")
    ReplayAnswer approve(@PathVariable String id, HttpServletRequest request) {
        return desk.done(Deed.APPROVE, id, request);
    }

    @PostMapping("/{id}/pause")
    @Operation(summary = "暂停 / Pause")
    ReplayAnswer pause(@PathVariable String id, HttpServletRequest request) {
        return desk.done(Deed.PAUSE, id, request);
    }

    @PostMapping("/{id}/resume")
    @Operation(summary = "继续 / Resume")
    ReplayAnswer resume(@PathVariable String id, HttpServletRequest request) {
        return desk.done(Deed.RESUME, id, request);
    }

    @PostMapping("/{id}/cancel")
    @Operation(summary = "取消：已完成的保留 / Cancel; what is done stays done")
    ReplayAnswer cancel(@PathVariable String id, HttpServletRequest request) {
        return desk.done(Deed.CANCEL, id, request);
    }
}
