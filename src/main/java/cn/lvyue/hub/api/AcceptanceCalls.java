package cn.lvyue.hub.api;

import cn.lvyue.hub.security.AuditNote;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Acceptance checks of sources. */
@RestController
@RequestMapping("/api/v1/feeds/{feed}/acceptance")
@Tag(name = "来源 sources")
class AcceptanceCalls {
    private final FeedPacks feeds;
    private final Acceptances acceptances;

    AcceptanceCalls(FeedPacks feeds, Acceptances acceptances) {
        this.feeds = feeds;
        this.acceptances = acceptances;
    }

    @GetMapping
    @Operation(summary = "接口自检，新的在前 / Acceptance checks of a source, newest first")
    List<AcceptanceAnswer> list(@PathVariable String feed) {
        return acceptances.of(feeds.feed(feed));
    }

    @GetMapping("/{id}")
    @Operation(summary = "一次接口自检 / One acceptance check")
    AcceptanceAnswer one(@PathVariable String feed, @PathVariable String id) {
        return acceptances.find(feeds.feed(feed), id).orElseThrow(() -> Refusal.notFound("自检", "acceptance check", id));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "开始自检 / Begin an acceptance check",
            description = "各步由枢纽据该来源真实的报文、退回、密钥使用与被拒请求判定，人不能勾选。/ The hub judges each step by what the source really"
                    + " sent; nobody ticks it.")
    AcceptanceAnswer begin(
            @PathVariable String feed, @RequestBody AcceptanceAnswer.Begin given, HttpServletRequest request) {
        var since = given.since();
        return acceptances.begin(
                feeds.feed(feed),
                given.volume(),
                since == null ? null : since.toInstant(),
                Actors.of(request).name());
    }

    @PostMapping("/conclusion")
    @Operation(summary = "结束自检，固定报告 / End the check; its report stays as it is")
    AcceptanceAnswer end(
            @PathVariable String feed, @RequestBody AcceptanceAnswer.End given, HttpServletRequest request) {
        var remark = Reasons.of(given.remark());
        var ended = acceptances.end(feeds.feed(feed), remark, Actors.of(request).name());
        AuditNote.of(request).purpose(remark).after("passed", ended.passed());
        return ended;
    }
}
