package cn.lvyue.hub.api;

import cn.lvyue.hub.ops.SourceReports;
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

/** Reports on the sources. */
@RestController
@RequestMapping("/api/v1/reports")
@Tag(name = "运行 operation")
class ReportCalls {
    private final SourceReports reports;
    private final FeedPacks feeds;
    private final Clock clock;

    ReportCalls(SourceReports reports, FeedPacks feeds, Clock clock) {
        this.reports = reports;
        this.feeds = feeds;
        this.clock = clock;
    }

    @GetMapping("/sources")
    @Operation(
            summary = "各来源质量与时效 / Quality and timeliness per source",
            description = "报文按归档日计，默认最近三十天；未补正的按现在计。/ Messages count on the day they were archived, the last thirty"
                    + " days by default; what is not corrected counts as of now.")
    SourceReportAnswer sources(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String feed) {
        var range = DayRange.of(from, to, Times.day(clock.instant()));
        double conformity = reports.leastConformity();
        double wrongCodes = reports.mostWrongCodes();
        var sources = reports.report(range.from(), range.to(), feed == null ? null : feeds.feed(feed)).stream()
                .map(report -> SourceReportAnswer.Source.of(report, conformity, wrongCodes))
                .toList();
        return new SourceReportAnswer(range.from(), range.to(), conformity, wrongCodes, sources);
    }
}
