package cn.lvyue.hub.console;

import cn.lvyue.hub.api.SourceWays;
import cn.lvyue.hub.archive.Archive;
import cn.lvyue.hub.ledger.SourceHistory;
import cn.lvyue.hub.ops.ArrivalService;
import cn.lvyue.hub.ops.SourceCalendar;
import cn.lvyue.hub.ops.SourcePauses;
import cn.lvyue.hub.ops.SourceReport;
import cn.lvyue.hub.ops.SourceReports;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.Pauses.Pause;
import java.security.Principal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** 来源: how each is doing, and one of them with its ways in, its calendar, its last messages and its report card. */
@Controller
class SourcePages {
    private static final int DAYS = 30;
    private static final int LAST = 20;
    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    private final OwnSources own;
    private final SourceReports reports;
    private final SourcePauses pauses;
    private final Coming coming;
    private final Clock clock;

    SourcePages(OwnSources own, SourceReports reports, SourcePauses pauses, Coming coming, Clock clock) {
        this.own = own;
        this.reports = reports;
        this.pauses = pauses;
        this.coming = coming;
        this.clock = clock;
    }

    /** By which ways what comes when, and what came. */
    @Component
    record Coming(
            ArrivalService arrivals,
            SourceCalendar calendar,
            SourceHistory history,
            SourceWays ways,
            Archive archive) {}

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), clock.getZone());
    }

    @GetMapping("/sources")
    String sources(Principal who, Model model) {
        var today = today();
        var from = today.minusDays(DAYS - 1L);
        var shown = new HashSet<>(own.of(who));
        boolean clerk = own.isClerk(who);
        model.addAttribute("from", from);
        model.addAttribute("to", today);
        model.addAttribute("known", shown);
        model.addAttribute(
                "reports",
                reports.report(from, today, null).stream()
                        .filter(report -> !clerk || shown.contains(report.feed()))
                        .map(report -> new Standing(
                                report,
                                pauses.of(report.feed()).orElse(null),
                                coming.history().latest(report.feed(), END, 1).stream()
                                        .findFirst()
                                        .orElse(null),
                                coming.archive().waitingByFeed().getOrDefault(report.feed(), 0L)))
                        .toList());
        model.addAttribute(
                "arrivals",
                coming.arrivals().between(today.minusDays(1), today.plusDays(1), null).stream()
                        .filter(arrival -> !clerk || shown.contains(arrival.feed()))
                        .toList());
        return "sources";
    }

    @GetMapping("/sources/{feed}")
    String source(
            @PathVariable String feed,
            @RequestParam(required = false) @Nullable String month,
            @RequestParam(required = false) @Nullable Long before,
            Principal who,
            Model model) {
        var source = own.one(who, feed);
        var today = today();
        model.addAttribute("feed", source);
        model.addAttribute("pause", pauses.of(source).orElse(null));
        model.addAttribute("past", pauses.past(source));
        model.addAttribute("ways", coming.ways().of(source));
        model.addAttribute("waiting", coming.archive().waitingByFeed().getOrDefault(source, 0L));
        var shown = month(month, YearMonth.from(today));
        model.addAttribute("calendar", coming.calendar().month(source, shown));
        messages(source, before, model);
        model.addAttribute(
                "report",
                reports.report(today.minusDays(DAYS - 1L), today, source).get(0));
        model.addAttribute("trend", SourceTrend.of(reports, source, today));
        return "source";
    }

    private void messages(FeedId source, @Nullable Long before, Model model) {
        var until = before == null ? END : Instant.ofEpochMilli(before);
        var found = coming.history().latest(source, until, LAST + 1);
        var shown = found.stream()
                .limit(LAST)
                .map(message -> new Line(
                        message, coming.archive().message(message.messageId()).orElse(null)))
                .toList();
        model.addAttribute("messages", shown);
        model.addAttribute(
                "older", found.size() > LAST ? found.get(LAST - 1).receivedAt().toEpochMilli() + 1 : null);
    }

    /** @param archived null if its month is kept elsewhere */
    record Line(SourceHistory.Recent went, @Nullable Message archived) {
        public int good() {
            return of(Outcome.ACCEPTED) + of(Outcome.UPDATED);
        }

        public int known() {
            return of(Outcome.DUPLICATE) + of(Outcome.STALE);
        }

        public int rejected() {
            return of(Outcome.REJECTED);
        }

        public int parked() {
            return of(Outcome.PARKED) + of(Outcome.CONFLICT);
        }

        private int of(Outcome outcome) {
            return went.counts().getOrDefault(outcome, 0);
        }
    }

    /** @param last what came last, if anything did */
    record Standing(SourceReport report, @Nullable Pause pause, SourceHistory.@Nullable Recent last, long waiting) {}

    private static YearMonth month(@Nullable String typed, YearMonth now) {
        try {
            return typed == null ? now : YearMonth.parse(typed);
        } catch (DateTimeException noMonth) {
            return now;
        }
    }
}
