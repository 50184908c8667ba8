package cn.lvyue.hub.console;

import cn.lvyue.hub.api.Refusal;
import cn.lvyue.hub.api.StatementDesk;
import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.reconciliation.Statements;
import cn.lvyue.hub.reconciliation.Statements.Format;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.record.TemporaryFailure;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 对账: the statement of a day as of now, with every difference by name, and the versions that were kept. */
@Controller
class ReconciliationPages {
    private static final int PAGE = 100;

    private final Statements statements;
    private final StatementDesk desk;
    private final Mappings mappings;
    private final Clock clock;

    ReconciliationPages(Statements statements, StatementDesk desk, Mappings mappings, Clock clock) {
        this.statements = statements;
        this.desk = desk;
        this.mappings = mappings;
        this.clock = clock;
    }

    @GetMapping("/reconciliation")
    String statement(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate date,
            @RequestParam(required = false) @Nullable String target,
            @RequestParam(required = false) @Nullable String feed,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        var day = date == null ? today() : date;
        var only = Typed.target(target);
        var of = mappings.feeds().stream()
                .filter(each -> each.value().equals(feed))
                .findFirst()
                .orElse(null);
        model.addAttribute("date", day);
        model.addAttribute("today", today());
        model.addAttribute("target", only == null ? "" : only.id());
        model.addAttribute("targets", Target.values());
        model.addAttribute("feed", of == null ? "" : of.value());
        model.addAttribute("feeds", mappings.feeds());
        model.addAttribute("version", version);
        model.addAttribute("kept", statements.kept(day));
        try {
            model.addAttribute(
                    "page",
                    version == null
                            ? statements.now(day, only, of, after, PAGE)
                            : statements
                                    .kept(day, version, after, PAGE)
                                    .orElseThrow(() -> new NotThere("statement", day + " v" + version)));
        } catch (TemporaryFailure away) {
            model.addAttribute("away", true);
        }
        return "reconciliation";
    }

    @PostMapping("/reconciliation")
    String keep(
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate date,
            @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request,
            RedirectAttributes flash) {
        var page = "/reconciliation?date=" + date;
        return Told.of(
                () -> page + "&version=" + desk.keep(date, reason, request).version(),
                "reconciliation.told",
                page,
                request,
                flash);
    }

    @GetMapping("/reconciliation/export")
    void export(
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate date,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(defaultValue = "xlsx") String format,
            HttpServletResponse response)
            throws IOException {
        try {
            desk.export(date, version, format.equals("json") ? Format.JSON : Format.XLSX, response);
        } catch (Refusal none) {
            throw new NotThere("statement", date + " v" + version);
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), clock.getZone());
    }
}
