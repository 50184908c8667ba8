package cn.lvyue.hub.api;

import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.record.FeedId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows complaints, their revisions and their whole way. */
@RestController
@RequestMapping("/api/v1/records")
@Tag(name = "记录 records")
class Records {
    private final Ledger ledger;
    private final FeedPacks feeds;
    private final Trails trails;
    private final RecordDesk desk;

    Records(Ledger ledger, FeedPacks feeds, Trails trails, RecordDesk desk) {
        this.ledger = ledger;
        this.feeds = feeds;
        this.trails = trails;
        this.desk = desk;
    }

    @GetMapping("/{recordId}")
    @Operation(
            summary = "标准记录 / A standard record",
            description = "默认最新版本；个人信息默认脱敏。unmask=true 时须说明 purpose 与 reference，并记入“谁看过”。 / The latest revision by"
                    + " default; personal data masked by default. unmask=true needs purpose and reference, and is kept in"
                    + " the book of looks (/seen).")
    RecordAnswer record(
            @PathVariable String recordId,
            @RequestParam(required = false) @Nullable Integer revision,
            @RequestParam(defaultValue = "false") boolean unmask,
            @ParameterObject RevealReason reason,
            HttpServletRequest request) {
        return desk.view(recordId, revision, unmask ? reason : null, request);
    }

    @GetMapping
    @Operation(summary = "按来源与来源编号查找 / Look up by feed and the upstream system's number")
    RecordAnswer lookUp(
            @RequestParam String feed,
            @RequestParam String sourceRecordNo,
            @RequestParam(required = false) @Nullable Integer revision,
            @RequestParam(defaultValue = "false") boolean unmask,
            @ParameterObject RevealReason reason,
            HttpServletRequest request) {
        FeedId feedId = feeds.feed(feed);
        var known = ledger.record(feedId, sourceRecordNo)
                .orElseThrow(() -> Refusal.notFound("来源编号为此的记录", "record of this feed with number", sourceRecordNo));
        return desk.view(known, revision, unmask ? reason : null, request);
    }

    @GetMapping("/{recordId}/trail")
    @Operation(
            summary = "全程 / Every step from cell to receipt",
            description = "按时间先后。一次最多含 1000 次收到情况。/ In time order; at most 1,000 sightings in one answer.")
    TrailAnswer trail(@PathVariable String recordId, @RequestParam(defaultValue = "0") long after) {
        return trails.of(desk.known(recordId), after);
    }

    @GetMapping("/{recordId}/seen")
    @Operation(
            summary = "谁看过 / Who saw this record's personal data",
            description = "含被拒绝的查看，以及下载含此记录的报文、退回件、证据包。新的在前，以 next 翻页。 / Refused looks too, and downloads of messages,"
                    + " returned copies and evidence it is in. Newest first; pass next as before.")
    SeenAnswer seen(
            @PathVariable String recordId,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "" + Limits.PAGE_DEFAULT) int limit) {
        return desk.seen(recordId, before, limit);
    }
}
