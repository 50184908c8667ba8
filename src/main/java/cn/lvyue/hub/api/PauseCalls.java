package cn.lvyue.hub.api;

import cn.lvyue.hub.ops.SourcePauses;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.security.AuditNote;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Pauses and resumes sources. */
@RestController
@RequestMapping("/api/v1/feeds/{feed}")
@Tag(name = "来源 sources")
class PauseCalls {
    private final FeedPacks feeds;
    private final SourcePauses pauses;

    PauseCalls(FeedPacks feeds, SourcePauses pauses) {
        this.feeds = feeds;
        this.pauses = pauses;
    }

    @GetMapping("/pause")
    @Operation(summary = "来源是否暂停，与以往的暂停 / Whether a source is paused, and earlier pauses")
    PauseAnswer.Standing standing(@PathVariable String feed) {
        return standing(feeds.feed(feed));
    }

    @PostMapping("/pause")
    @Operation(
            summary = "暂停接入 / Pause a source",
            description = "接口应答 503（T164）；表、文件、队列、轮询不再取新数据，已取的照常办完。/ Posts are answered with 503 (T164); tables, files,"
                    + " queues and polls take nothing new; what was taken is finished.")
    PauseAnswer.Standing pause(
            @PathVariable String feed, @RequestBody PauseAnswer.Reason given, HttpServletRequest request) {
        var source = feeds.feed(feed);
        var reason = Reasons.of(given.reason());
        AuditNote.of(request).purpose(reason).after("paused", true);
        pauses.pause(source, Actors.of(request).name(), reason);
        return standing(source);
    }

    @PostMapping("/resumption")
    @Operation(summary = "恢复接入 / Resume a source")
    PauseAnswer.Standing resume(
            @PathVariable String feed, @RequestBody PauseAnswer.Reason given, HttpServletRequest request) {
        var source = feeds.feed(feed);
        var reason = Reasons.of(given.reason());
        AuditNote.of(request).purpose(reason).before("paused", true).after("paused", false);
        if (!pauses.resume(source, Actors.of(request).name(), reason)) {
            throw Refusal.notFound("暂停", "pause", feed);
        }
        return standing(source);
    }

    private PauseAnswer.Standing standing(FeedId feed) {
        var past = pauses.past(feed).stream()
                .map(pause -> PauseAnswer.of(feed.value(), pause))
                .toList();
        return new PauseAnswer.Standing(feed.value(), pauses.isPaused(feed), past);
    }
}
