package cn.lvyue.hub.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tries files out without keeping anything of them. As with posts, nothing here may ask the servlet for a parameter. */
@RestController
@RequestMapping("/api/v1/feeds/{feed}/trials")
@Tag(name = "来源 sources")
class TrialCalls {
    private final FeedPacks feeds;
    private final Trials trials;

    TrialCalls(FeedPacks feeds, Trials trials) {
        this.feeds = feeds;
        this.trials = trials;
    }

    @PostMapping
    @Operation(
            summary = "试跑一份文件，不入库 / Try a file out; nothing is kept",
            description = "正文为该来源的任一格式，文件名放 X-Hub-Filename（百分号编码）。按真实的读取、映射、校验、判重得出结果。/ The body is any format the"
                    + " feed reads, its name goes into X-Hub-Filename, percent-encoded. Reading, mapping, checks and duplicates are the"
                    + " real ones.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/octet-stream",
                                            schema = @Schema(type = "string", format = "binary"))))
    ResponseEntity<TrialAnswer> run(@PathVariable String feed, @Parameter(hidden = true) HttpServletRequest request)
            throws IOException {
        var head = PostedHead.of(request);
        var trial = trials.run(
                feeds.feed(feed),
                head.filename(),
                request.getContentType(),
                request.getInputStream(),
                Actors.of(request).name());
        return ResponseEntity.status(HttpStatus.CREATED)
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.LOCATION, request.getRequestURI() + "/" + trial.trialId())
                .cacheControl(CacheControl.noStore())
                .body(trial);
    }

    @GetMapping("/{id}")
    @Operation(summary = "试跑结果 / A trial, for as long as it is kept")
    TrialAnswer trial(@PathVariable String feed, @PathVariable String id, HttpServletRequest request) {
        return trials.find(feeds.feed(feed), id, Actors.of(request).name())
                .orElseThrow(() -> Refusal.notFound("试跑", "trial", id));
    }

    @GetMapping("/{id}/returned")
    @Operation(summary = "退回文件的预览 / What would go back, as a preview")
    ResponseEntity<InputStreamResource> returned(
            @PathVariable String feed, @PathVariable String id, HttpServletRequest request) {
        var document = trials.returned(feeds.feed(feed), id, Actors.of(request).name())
                .orElseThrow(() -> Refusal.notFound("退回文件", "file that would go back", id));
        return Attachment.of(document, "trial.returned");
    }
}
