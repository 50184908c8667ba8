package cn.lvyue.hub.api;

import cn.lvyue.hub.ops.ArrivalService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows what was due and whether it came. */
@RestController
@RequestMapping("/api/v1/arrivals")
@Tag(name = "运行 operation")
class ArrivalCalls {
    private final ArrivalService arrivals;
    private final FeedPacks feeds;
    private final Clock clock;

    ArrivalCalls(ArrivalService arrivals, FeedPacks feeds, Clock clock) {
        this.arrivals = arrivals;
        this.feeds = feeds;
        this.clock = clock;
    }

    @GetMapping
    @Operation(
            summary = "应到与实到 / What was due and whether it came",
            description = "默认最近三十天，按应到时间。/ The last thirty days by default, by due time.")
    ArrivalAnswer.Calendar arrivals(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String feed) {
        var range = DayRange.of(from, to, Times.day(clock.instant()));
        var items = arrivals.between(range.from(), range.to(), feed == null ? null : feeds.feed(feed)).stream()
                .map(ArrivalAnswer::of)
                .toList();
        return new ArrivalAnswer.Calendar(range.from(), range.to(), items);
    }
}
