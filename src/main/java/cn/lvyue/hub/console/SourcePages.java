package cn.lvyue.hub.console;

import cn.lvyue.hub.ops.ArrivalService;
import cn.lvyue.hub.ops.SourceReports;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** 来源: how good and how punctual each source was in the last thirty days, and what is due when. */
@Controller
class SourcePages {
    private static final int DAYS = 30;

    private final SourceReports reports;
    private final ArrivalService arrivals;
    private final Clock clock;

    SourcePages(SourceReports reports, ArrivalService arrivals, Clock clock) {
        this.reports = reports;
        this.arrivals = arrivals;
        this.clock = clock;
    }

    @GetMapping("/sources")
    String sources(Model model) {
        var today = LocalDate.ofInstant(clock.instant(), clock.getZone());
        var from = today.minusDays(DAYS - 1L);
        model.addAttribute("from", from);
        model.addAttribute("to", today);
        model.addAttribute("reports", reports.report(from, today, null));
        model.addAttribute("arrivals", arrivals.between(today.minusDays(1), today.plusDays(1), null));
        return "sources";
    }
}
