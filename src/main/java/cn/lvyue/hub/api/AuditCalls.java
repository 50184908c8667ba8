package cn.lvyue.hub.api;

import cn.lvyue.hub.security.AuditQuery;
import cn.lvyue.hub.security.AuditTrail;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Shows the audit and gives it out. There is no call that changes it. */
@RestController
@RequestMapping("/api/v1/audit")
@Tag(name = "审计 audit")
class AuditCalls {
    private static final List<String> FORMATS = List.of("csv", "jsonl");

    private final AuditTrail trail;
    private final JsonMapper json;
    private final Clock clock;

    AuditCalls(AuditTrail trail, JsonMapper json, Clock clock) {
        this.trail = trail;
        this.json = json;
        this.clock = clock;
    }

    @GetMapping
    @Operation(
            summary = "审计记录，新的在前 / The audit, newest first",
            description =
                    "action 可只写前半（replay）；result 为 ok、refused、unknown 或代码。以 next 翻页。/ action may be its first part (replay);"
                            + " result is ok, refused, unknown or a code. Pass next as after.")
    AuditAnswer.Page page(
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String object,
            @RequestParam(required = false) @Nullable String result,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
                    OffsetDateTime from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
                    OffsetDateTime until,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "" + Limits.PAGE_DEFAULT) int limit) {
        var query = new AuditQuery(actor, action, object, result, instant(from), instant(until));
        var items = trail.page(query, after == null ? Long.MAX_VALUE : after, Limits.page(limit, Limits.PAGE)).stream()
                .map(AuditAnswer::of)
                .toList();
        return new AuditAnswer.Page(
                items, items.size() < limit ? null : items.get(items.size() - 1).auditId());
    }

    @GetMapping("/export")
    @Operation(
            summary = "导出审计记录 / The audit as a file",
            description = "csv（UTF-8，带 BOM，表格软件不会当作公式）或 jsonl（每行一条）。边读边发，不限条数。/ csv (UTF-8 with BOM, no cell is taken"
                    + " for a formula) or jsonl, one line each; streamed, however long.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "附件 / attachment",
                            content =
                                    @Content(
                                            mediaType = "text/csv",
                                            schema = @Schema(type = "string", format = "binary"))))
    void export(
            @Parameter(schema = @Schema(allowableValues = {"csv", "jsonl"})) @RequestParam(defaultValue = "csv")
                    String format,
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String object,
            @RequestParam(required = false) @Nullable String result,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
                    OffsetDateTime from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
                    OffsetDateTime until,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        if (!FORMATS.contains(format)) {
            throw Refusal.badParameter("format", format, " csv 或 jsonl", "csv or jsonl");
        }
        boolean csv = format.equals("csv");
        response.setContentType(csv ? "text/csv;charset=UTF-8" : "application/x-ndjson");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                Attachment.of("audit-%s.%s".formatted(Times.day(clock.instant()), format), "audit"));
        var query = new AuditQuery(actor, action, object, result, instant(from), instant(until));
        try (var file = new AuditFile(response.getOutputStream(), csv, json)) {
            trail.each(query, file::add);
        }
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
