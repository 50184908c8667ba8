package cn.lvyue.hub.api;

import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.ledger.Ledger.KnownRecord;
import cn.lvyue.hub.record.FeedId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
    private static final Logger LOG = LoggerFactory.getLogger(Records.class);

    private final Ledger ledger;
    private final FeedPacks feeds;
    private final RecordViews views;
    private final Trails trails;

    Records(Ledger ledger, FeedPacks feeds, RecordViews views, Trails trails) {
        this.ledger = ledger;
        this.feeds = feeds;
        this.views = views;
        this.trails = trails;
    }

    @GetMapping("/{recordId}")
    @Operation(
            summary = "标准记录 / A standard record",
            description = "默认最新版本；个人信息默认脱敏。/ The latest revision by default; personal data masked by default.")
    RecordAnswer record(
            @PathVariable String recordId,
            @RequestParam(required = false) @Nullable Integer revision,
            @RequestParam(defaultValue = "false") boolean unmask,
            @Nullable Principal user) {
        var known = known(recordId);
        return view(known, revision, unmask, user);
    }

    @GetMapping
    @Operation(summary = "按来源与来源编号查找 / Look up by feed and the upstream system's number")
    RecordAnswer lookUp(
            @RequestParam String feed,
            @RequestParam String sourceRecordNo,
            @RequestParam(required = false) @Nullable Integer revision,
            @RequestParam(defaultValue = "false") boolean unmask,
            @Nullable Principal user) {
        FeedId feedId = feeds.feed(feed);
        var known = ledger.record(feedId, sourceRecordNo)
                .orElseThrow(() -> Refusal.notFound("来源编号为此的记录", "record of this feed with number", sourceRecordNo));
        return view(known, revision, unmask, user);
    }

    @GetMapping("/{recordId}/trail")
    @Operation(
            summary = "全程 / Every step from cell to receipt",
            description = "按时间先后。一次最多含 1000 次收到情况。/ In time order; at most 1,000 sightings in one answer.")
    TrailAnswer trail(@PathVariable String recordId, @RequestParam(defaultValue = "0") long after) {
        return trails.of(known(recordId), after);
    }

    private RecordAnswer view(KnownRecord known, @Nullable Integer revision, boolean unmask, @Nullable Principal user) {
        if (unmask) {
            LOG.info(
                    "record {} shown unmasked to {}", known.recordId(), user == null ? "nobody known" : user.getName());
        }
        return views.of(known, revision == null ? known.revision() : revision, unmask);
    }

    private KnownRecord known(String recordId) {
        var known = Limits.isRecordId(recordId) ? ledger.record(recordId) : Optional.<KnownRecord>empty();
        return known.orElseThrow(() -> Refusal.notFound("记录", "record", recordId));
    }
}
