package cn.lvyue.hub.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Has the archive checked and tells what was found. */
@RestController
@RequestMapping("/api/v1/archive/verification")
@Tag(name = "核验 verification")
class VerificationCalls {
    private static final String HTML = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8";

    private final VerificationDesk desk;

    VerificationCalls(VerificationDesk desk) {
        this.desk = desk;
    }

    @Schema(description = "核验什么 / What to check", name = "VerificationRequest")
    record Wanted(
            @Schema(description = "首日，默认自始 / first day, by default from the beginning") @Nullable
            LocalDate from,

            @Schema(description = "末日，默认至今 / last day, by default up to now") @Nullable
            LocalDate to,

            @Schema(description = "外存的日结声明文本，可多份相连 / day statements kept outside, as text, one after the other")
            @Nullable
            String pinned) {}

    @PostMapping
    @Operation(
            summary = "核验归档 / Have the archive checked",
            description = "在后台进行，重启后续做；一次一项。/ Runs in the background and goes on after a restart; one at a time.")
    ResponseEntity<VerificationAnswer> start(
            @RequestBody(required = false) @Nullable Wanted body, HttpServletRequest request) {
        var wanted = body == null ? new Wanted(null, null, null) : body;
        return ResponseEntity.accepted().body(desk.start(wanted.from(), wanted.to(), wanted.pinned(), request));
    }

    @GetMapping
    @Operation(summary = "历次核验，新的在前 / Checks, newest first")
    VerificationAnswer.Page list(
            @RequestParam(required = false) @Nullable String before, @RequestParam(defaultValue = "20") int limit) {
        return desk.list(before, limit);
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "核验的进展与发现 / How far a check is and what it found")
    VerificationAnswer get(
            @PathVariable String id,
            @RequestParam(defaultValue = "0") String after,
            @RequestParam(defaultValue = "100") int limit) {
        return desk.answer(id, Limits.id(after), limit);
    }

    @GetMapping(path = "/{id}", produces = HTML)
    @Operation(summary = "核验报告页 / The same as a page for people")
    ResponseEntity<String> page(
            @PathVariable String id,
            @RequestParam(defaultValue = "0") String after,
            @RequestParam(defaultValue = "1000") int limit) {
        var answer = desk.answer(id, Limits.id(after), limit);
        return ResponseEntity.ok()
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .header("X-Content-Type-Options", "nosniff")
                .contentType(MediaType.parseMediaType(HTML))
                .body(VerificationPage.of(answer));
    }

    @PostMapping("/{id}/cancel")
    @Operation(summary = "中止核验 / End a check before its time")
    VerificationAnswer cancel(@PathVariable String id) {
        return desk.cancel(id);
    }
}
