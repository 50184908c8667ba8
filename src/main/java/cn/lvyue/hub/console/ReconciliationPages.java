package cn.lvyue.hub.console;

import cn.lvyue.hub.reconciliation.Statements;
import cn.lvyue.hub.record.TemporaryFailure;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 对账: the statement of a day as of now, with every difference by name, and the versions that were kept. */
@Controller
class ReconciliationPages {
    private static final int PAGE = 100;

    private final Statements statements;
    private final Clock clock;

    ReconciliationPages(Statements statements, Clock clock) {
        this.statements = statements;
        this.clock = clock;
    }

    @GetMapping("/reconciliation")
    String statement(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate date,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        var day = date == null ? LocalDate.ofInstant(clock.instant(), clock.getZone()) : date;
        model.addAttribute("date", day);
        model.addAttribute("kept", statements.kept(day));
        try {
            model.addAttribute("page", statements.now(day, null, null, after, PAGE));
        } catch (TemporaryFailure away) {
            model.addAttribute("away", true);
        }
        return "reconciliation";
    }
}
