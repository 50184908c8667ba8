package cn.lvyue.hub.api;

import cn.lvyue.hub.archive.Archive;
import cn.lvyue.hub.evidence.Lineages;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.record.Target;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Follows single values from the cell to the platform and back. Personal data is masked. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "血缘 lineage")
class LineageCalls {
    private final Lineages lineages;
    private final Ledger ledger;
    private final Archive archive;

    LineageCalls(Lineages lineages, Ledger ledger, Archive archive) {
        this.lineages = lineages;
        this.ledger = ledger;
        this.archive = archive;
    }

    @GetMapping("/records/{recordId}/lineage")
    @Operation(
            summary = "字段来自哪个单元格 / Which cells the fields of a record came from",
            description = "默认最新版本、全部字段；个人信息已脱敏。/ The latest revision and all fields by default; personal data masked.")
    LineageAnswer ofRecord(
            @PathVariable String recordId,
            @RequestParam(required = false) @Nullable Integer revision,
            @RequestParam(required = false) @Nullable String field) {
        var known = KnownRecords.needed(ledger, recordId);
        return lineages.ofRecord(known.recordId(), revision, field)
                .map(found -> LineageAnswer.of(found, false))
                .orElseThrow(() -> noSuch(recordId, revision, field));
    }

    private static Refusal noSuch(String recordId, @Nullable Integer revision, @Nullable String field) {
        return Refusal.of(
                ProblemKind.NOT_FOUND,
                "记录 %s%s%s，没有此项"
                        .formatted(
                                recordId,
                                revision == null ? "" : " 版本 " + revision,
                                field == null ? "" : " 字段 " + field),
                "record %s%s%s: there is no such thing"
                        .formatted(
                                recordId,
                                revision == null ? "" : " revision " + revision,
                                field == null ? "" : " field " + field));
    }

    @GetMapping("/records/lineage")
    @Operation(
            summary = "按平台编号追溯 / From a platform's own id back to the cells",
            description = "新版本在前，至多 100 个。/ Newest revisions first, at most 100.")
    LineageAnswer.Found ofPlatformId(
            @RequestParam Target target,
            @RequestParam String platformId,
            @RequestParam(required = false) @Nullable String field) {
        return new LineageAnswer.Found(lineages.ofPlatformId(target, platformId, field).stream()
                .map(found -> LineageAnswer.of(found, false))
                .toList());
    }

    @GetMapping("/messages/{id}/lineage")
    @Operation(
            summary = "单元格去了哪里 / Where a cell went",
            description = "位置：sheet 与 cell（或 row）；line 与 column；pointer（JSON 指针、XPath）；key 与 column（库表）；"
                    + "压缩包内加 file；或直接给出 place。/ The place by sheet and cell (or row); line and column; pointer (JSON pointer,"
                    + " XPath); key and column (tables); with file inside an archive; or place as findings tell it.")
    CellLineageAnswer ofCell(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String place,
            @RequestParam(required = false) @Nullable String file,
            @RequestParam(required = false) @Nullable String sheet,
            @RequestParam(required = false) @Nullable Integer row,
            @RequestParam(required = false) @Nullable String cell,
            @RequestParam(required = false) @Nullable Integer line,
            @RequestParam(required = false) @Nullable String column,
            @RequestParam(required = false) @Nullable String pointer,
            @RequestParam(required = false) @Nullable String key) {
        var message = archive.message(Limits.id(id)).orElseThrow(() -> {
            archive.requireHere(Limits.id(id));
            return Refusal.notFound("报文", "message", id);
        });
        var told = new AskedPlace(place, file, sheet, row, cell, line, column, pointer, key).told();
        return lineages.ofCell(message, told)
                .map(found -> CellLineageAnswer.of(found, false))
                .orElseThrow(() -> Refusal.notFound("位于此处的记录", "record of this message at", told));
    }
}
