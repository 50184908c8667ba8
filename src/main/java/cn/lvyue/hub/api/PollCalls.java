package cn.lvyue.hub.api;

import cn.lvyue.hub.api.PollAnswer.PageOfRound;
import cn.lvyue.hub.channel.Polls;
import cn.lvyue.hub.standard.FindingCatalog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows how the reading of polled interfaces goes. */
@RestController
@RequestMapping("/api/v1/polls")
@Tag(name = "轮询 polls")
class PollCalls {
    private final Polls polls;
    private final FindingCatalog catalog;

    PollCalls(Polls polls, FindingCatalog catalog) {
        this.polls = polls;
        this.catalog = catalog;
    }

    @GetMapping
    @Operation(summary = "各轮询接口的水位与最近成功 / Watermark and last success of every polled interface")
    PollAnswer.Sources sources() {
        return new PollAnswer.Sources(
                polls.sources().stream().map(PollAnswer::of).toList());
    }

    @GetMapping("/rounds")
    @Operation(summary = "轮询记录，新的在前 / Attempts, newest first; pass next as after for the next page")
    PollAnswer.Rounds rounds(
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "" + Limits.PAGE_DEFAULT) int limit) {
        long before = after == null ? Long.MAX_VALUE : after;
        var items = polls.rounds(source, before, Limits.page(limit, Limits.PAGE)).stream()
                .map(round -> PollAnswer.Round.of(round, catalog))
                .toList();
        return new PollAnswer.Rounds(
                items, items.size() < limit ? null : items.get(items.size() - 1).roundId());
    }

    @GetMapping("/rounds/{id}/pages")
    @Operation(summary = "一次轮询的各页及其报文 / The pages of one attempt and their messages")
    PollAnswer.Pages pages(
            @PathVariable String id,
            @RequestParam(defaultValue = "0") int after,
            @RequestParam(defaultValue = "" + Limits.PAGE_DEFAULT) int limit) {
        var items = polls.pages(Limits.id(id), after, Limits.page(limit, Limits.PAGE)).stream()
                .map(page -> new PageOfRound(page.number(), page.page(), Long.toString(page.messageId())))
                .toList();
        return new PollAnswer.Pages(
                items, items.size() < limit ? null : items.get(items.size() - 1).number());
    }
}
