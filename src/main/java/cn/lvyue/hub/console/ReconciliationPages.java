package cn.lvyue.hub.console;

import cn.lvyue.hub.api.Refusal;
import cn.lvyue.hub.api.StatementDesk;
import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.reconciliation.AskedStatements;
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
    private final AskedStatements asked;
    private final StatementDesk desk;
    private final Mappings mappings;
    private final Clock clock;

    ReconciliationPages(
            Statements statements, AskedStatements asked, StatementDesk desk, Mappings mappings, Clock clock) {
        this.statements = statements;
        this.asked = asked;
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
        var kept = statements.kept(day);
        model.addAttribute("kept", kept);
        boolean large = version == null && asked.isLarge(day);
        model.addAttribute("large", large);
        if (large) {
            asked.latest(day).ifPresent(one -> model.addAttribute("asked", one));
        }
        var shown = large && !kept.isEmpty() ? Integer.valueOf(kept.get(0).version()) : version;
        model.addAttribute("version", shown);
        Statements.Page page = null;
        try {
            if (shown != null) {
                page = statements
                        .kept(day, shown, after, PAGE)
                        .orElseThrow(() -> new NotThere("statement", day + " v" + shown));
            } else if (!large) {
                page = statements.now(day, only, of, after, PAGE);
            }
        } catch (TemporaryFailure away) {
            model.addAttribute("away", true);
        }
        model.addAttribute("page", page);
        model.addAttribute(
                "received",
                page == null ? statements.received(day, of) : page.statement().received());
        return "reconciliation";
    }

    /** How far the statement is that was asked for, alone; fetched again while it is made. @param was its state on the page */
    @GetMapping("/reconciliation/making")
    String making(
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate date,
            @RequestParam String was,
            HttpServletResponse response,
            Model model) {
        var one = asked.latest(date).orElseThrow(() -> new NotThere("statement", date.toString()));
        if (!one.state().name().equals(was)) {
            response.setHeader("HX-Refresh", "true");
        }
        model.addAttribute("asked", one);
        return "reconciliation :: making";
    }

    @PostMapping("/reconciliation")
    String keep(
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate date,
            @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request,
            RedirectAttributes flash) {
        var page = "/reconciliation?date=" + date;
        boolean large = asked.isLarge(date);
        return Told.of(
                () -> {
                    if (large) {
                        desk.ask(date, reason, request);
                        return page;
                    }
                    return page + "&version=" + desk.keep(date, reason, request).version();
                },
                large ? "reconciliation.asked" : "reconciliation.told",
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
            if (none.status() != HttpServletResponse.SC_NOT_FOUND) {
                throw none;
            }
            throw new NotThere("statement", date + " v" + version);
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), clock.getZone());
    }
}
