package cn.lvyue.hub.api;

import cn.lvyue.hub.reconciliation.Statements;
import cn.lvyue.hub.reconciliation.Statements.Format;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.security.AuditNote;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Gives out statements. */
@RestController
@RequestMapping("/api/v1/reconciliation")
@Tag(name = "对账 reconciliation")
class ReconciliationCalls {
    private static final int LONGEST_REASON = 500;

    private final Statements statements;
    private final StatementDesk desk;
    private final FeedPacks feeds;
    private final Clock clock;

    ReconciliationCalls(Statements statements, StatementDesk desk, FeedPacks feeds, Clock clock) {
        this.statements = statements;
        this.desk = desk;
        this.feeds = feeds;
        this.clock = clock;
    }

    @GetMapping
    @Operation(
            summary = "对账单 / The statement of a business day",
            description = "默认昨日、即时对账（会向平台询问）；给出 version 则为留存的版本。差异分页。/ Yesterday and as of now by default, which asks"
                    + " the platforms; a kept one with version. Differences come in pages.")
    StatementAnswer statement(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate date,
            @Parameter(schema = @Schema(allowableValues = {"provincial", "national"}))
                    @RequestParam(required = false)
                    @Nullable
                    Target target,
            @RequestParam(required = false) @Nullable String feed,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "" + Limits.PAGE_DEFAULT) int limit) {
        var day = day(date);
        int page = Limits.page(limit, Limits.PAGE);
        var from = after == null ? null : place(after);
        if (version == null) {
            return StatementAnswer.of(statements.now(day, target, feed == null ? null : feeds.feed(feed), from, page));
        }
        return statements
                .kept(day, version, from, page)
                .map(StatementAnswer::of)
                .orElseThrow(() -> none(day, version));
    }

    @PostMapping
    @Operation(
            summary = "作出并留存对账单 / Make a statement and keep it",
            description = "每次为新的版本，不改旧的。/ Each is a new version.")
    StatementAnswer.KeptVersion keep(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate date,
            @RequestParam(defaultValue = "manual") String reason,
            HttpServletRequest request) {
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Refusal.badParameter(
                    "reason",
                    reason,
                    "1 至 %d 字".formatted(LONGEST_REASON),
                    "1 to %d characters".formatted(LONGEST_REASON));
        }
        AuditNote.of(request).object("statement " + day(date)).purpose(reason);
        desk.needsKey();
        return StatementAnswer.KeptVersion.of(statements.keep(day(date), reason));
    }

    @GetMapping("/versions")
    @Operation(summary = "留存的对账单，新的在前 / The statements kept of a day, newest first")
    StatementAnswer.KeptVersions versions(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate date) {
        return new StatementAnswer.KeptVersions(statements.kept(day(date)).stream()
                .map(StatementAnswer.KeptVersion::of)
                .toList());
    }

    @GetMapping("/export")
    @Operation(
            summary = "导出对账单 / A statement as a file",
            description = "分离签名在应答头 X-Hub-Signature，所签为 X-Hub-Digest（文件的 SM3）。/ Its detached signature is in the header"
                    + " X-Hub-Signature, over X-Hub-Digest, the file's SM3 in hex.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "附件 / attachment",
                            content =
                                    @Content(
                                            mediaType = "application/octet-stream",
                                            schema = @Schema(type = "string", format = "binary"))))
    void export(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate date,
            @Parameter(schema = @Schema(allowableValues = {"xlsx", "json"})) @RequestParam(defaultValue = "xlsx")
                    String format,
            @RequestParam(required = false) @Nullable Integer version,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        desk.export(day(date), version, format(format), response);
    }

    private LocalDate day(@Nullable LocalDate date) {
        var today = Times.day(clock.instant());
        return date == null ? today.minusDays(1) : Limits.businessDay(date, today);
    }

    private static String place(String after) {
        if (Stream.of(Target.values()).noneMatch(target -> after.startsWith(target.id() + ":"))) {
            throw Refusal.badParameter("after", after, "上一页的 next", "next of an earlier page");
        }
        return after;
    }

    private static Format format(String text) {
        try {
            return Format.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException none) {
            throw Refusal.badParameter("format", text, " xlsx 或 json", "xlsx or json");
        }
    }

    private static Refusal none(LocalDate day, int version) {
        return Refusal.notFound("对账单版本", "version of the statement", day + " v" + version);
    }
}
