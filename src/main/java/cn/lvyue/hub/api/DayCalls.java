package cn.lvyue.hub.api;

import cn.lvyue.hub.proof.Proofs;
import cn.lvyue.hub.proof.Proofs.DayStatement;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Day statements, for whoever keeps them outside the hub. */
@RestController
@RequestMapping("/api/v1/archive/days")
@Tag(name = "核验 verification")
class DayCalls {
    private final Proofs proofs;

    DayCalls(Proofs proofs) {
        this.proofs = proofs;
    }

    @Schema(description = "一日的声明 / The statement of a day", name = "ClosedDay")
    record DayAnswer(
            LocalDate day,
            long treeSize,
            String root,

            @Schema(description = "声明原文（lvyue-day/1），所签即此 / the statement itself, which is what was signed")
            String statement,

            @Schema(description = "声明的摘要，次日声明引用 / what the next statement links to")
            String digest,

            OffsetDateTime closedAt,

            @Schema(description = "lvyue-signature/1") @Nullable
            String signature,

            @Schema(description = "RFC 3161 时间戳，DER 的 Base64 / time-stamp token") @Nullable
            String timestamp) {
        static DayAnswer of(DayStatement day) {
            var stamp = day.stamp();
            return new DayAnswer(
                    day.day(),
                    day.treeSize(),
                    HexFormat.of().formatHex(day.root()),
                    day.text(),
                    HexFormat.of().formatHex(day.digest()),
                    Times.of(day.closedAt()),
                    day.signature(),
                    stamp == null ? null : Base64.getEncoder().encodeToString(stamp));
        }
    }

    @Schema(description = "旧的在前 / oldest first", name = "ClosedDays")
    record Page(
            List<DayAnswer> items,

            @Schema(description = "下一页的 after；null 为末页 / pass as after; null at the end") @Nullable
            LocalDate next) {}

    @GetMapping
    @Operation(
            summary = "日结声明 / Day statements",
            description =
                    "请审计者自行留存，核验时交回比对。/ An auditor keeps them elsewhere and gives them back when he has the archive"
                            + " checked.")
    Page list(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate after,
            @RequestParam(defaultValue = "100") int limit) {
        int page = Limits.page(limit, Limits.PAGE);
        var days = proofs.days(after, page).stream().map(DayAnswer::of).toList();
        return new Page(
                days, days.size() < page ? null : days.get(days.size() - 1).day());
    }

    @GetMapping("/{day}")
    @Operation(summary = "某日的声明 / The statement of one day")
    DayAnswer get(@PathVariable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day) {
        return proofs.day(day)
                .map(DayAnswer::of)
                .orElseThrow(() -> Refusal.notFound("日结声明", "statement of the day", day.toString()));
    }
}
