package cn.lvyue.hub.api;

import cn.lvyue.hub.delivery.Deliveries;
import cn.lvyue.hub.record.Target;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists batches and starts one by hand. */
@RestController
@RequestMapping("/api/v1/batches")
@Tag(name = "批次 batches")
class Batches {
    private final Deliveries deliveries;
    private final DeliveryDesk desk;

    Batches(Deliveries deliveries, DeliveryDesk desk) {
        this.deliveries = deliveries;
        this.desk = desk;
    }

    @GetMapping
    @Operation(summary = "批次列表，新的在前 / Batches, newest first")
    BatchAnswer.Page batches(
            @Parameter(schema = @Schema(allowableValues = {"provincial", "national"}))
                    @RequestParam(required = false)
                    @Nullable
                    Target target,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate date,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "" + Limits.PAGE_DEFAULT) int limit) {
        long before = after == null ? Long.MAX_VALUE : after;
        var items = deliveries.batches(target, date, before, Limits.page(limit, Limits.BATCH_PAGE)).stream()
                .map(BatchAnswer::of)
                .toList();
        return new BatchAnswer.Page(
                items, items.size() < limit ? null : items.get(items.size() - 1).batchId());
    }

    @GetMapping("/{id}")
    @Operation(summary = "批次、各包及回执 / A batch with its packages and receipts")
    BatchAnswer batch(@PathVariable String id) {
        return deliveries
                .batch(Limits.id(id))
                .map(BatchAnswer::of)
                .orElseThrow(() -> Refusal.notFound("批次", "batch", id));
    }

    @PostMapping("/{id}/hold")
    @Operation(
            summary = "暂缓一个批次 / Hold a batch",
            description = "未发的包不再发出，已发的照常取回执。/ Packages not yet sent stay; receipts of the others are asked for.")
    BatchAnswer hold(@PathVariable String id, @RequestBody Why why, HttpServletRequest request) {
        desk.holdBatch(id, why, request);
        return batch(id);
    }

    @PostMapping("/{id}/release")
    @Operation(summary = "放行一个批次 / Release a batch")
    BatchAnswer release(@PathVariable String id, @RequestBody Why why, HttpServletRequest request) {
        desk.releaseBatch(id, why, request);
        return batch(id);
    }

    @PostMapping
    @Operation(
            summary = "立即封批并报送 / Seal and push now",
            description = "封批后即应答，报送在后台进行；无数据则零报。默认当日。/ Answers when sealed, the push goes on; a zero report if"
                    + " nothing is due. Today by default.")
    ResponseEntity<BatchAnswer> seal(
            @Parameter(schema = @Schema(allowableValues = {"provincial", "national"})) @RequestParam Target target,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate date,
            HttpServletRequest request) {
        var batch = BatchAnswer.of(desk.seal(target, date, request));
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .location(URI.create("/api/v1/batches/" + batch.batchId()))
                .body(batch);
    }
}
