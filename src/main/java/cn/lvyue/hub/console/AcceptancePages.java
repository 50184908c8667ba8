package cn.lvyue.hub.console;

import cn.lvyue.hub.api.AcceptanceAnswer;
import cn.lvyue.hub.api.Acceptances;
import cn.lvyue.hub.api.Why;
import cn.lvyue.hub.security.AuditNote;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 接口自检: what a new source has shown so far and what it still has to show, and the report to print. */
@Controller
class AcceptancePages {
    private final OwnSources own;
    private final Acceptances acceptances;
    private final Clock clock;

    AcceptancePages(OwnSources own, Acceptances acceptances, Clock clock) {
        this.own = own;
        this.acceptances = acceptances;
        this.clock = clock;
    }

    @GetMapping("/sources/{feed}/acceptance")
    String list(@PathVariable String feed, Principal who, Model model) {
        var source = own.one(who, feed);
        var all = acceptances.of(source);
        model.addAttribute("feed", source);
        model.addAttribute("checks", all);
        model.addAttribute(
                "open",
                all.stream()
                        .filter(check -> check.endedAt() == null)
                        .findFirst()
                        .orElse(null));
        return "source-acceptance";
    }

    @GetMapping("/sources/{feed}/acceptance/{id}")
    String report(@PathVariable String feed, @PathVariable String id, Principal who, Model model) {
        var source = own.one(who, feed);
        AcceptanceAnswer check = acceptances.find(source, id).orElseThrow(() -> new NotThere("acceptance check", id));
        model.addAttribute("feed", source);
        model.addAttribute("check", check);
        model.addAttribute("now", clock.instant());
        return "source-acceptance-report";
    }

    @PostMapping("/sources/{feed}/acceptance")
    String begin(
            @PathVariable String feed,
            @RequestParam(required = false) @Nullable Integer volume,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate since,
            Principal who,
            HttpServletRequest request,
            RedirectAttributes flash) {
        var source = own.one(who, feed);
        var page = "/sources/" + source + "/acceptance";
        var from = since == null ? null : since.atStartOfDay(clock.getZone()).toInstant();
        return Told.of(
                () -> {
                    acceptances.begin(source, volume, from, who.getName());
                    return page;
                },
                "source.told.begun",
                page,
                request,
                flash);
    }

    @PostMapping("/sources/{feed}/acceptance/conclusion")
    String end(
            @PathVariable String feed,
            @RequestParam(defaultValue = "") String remark,
            Principal who,
            HttpServletRequest request,
            RedirectAttributes flash) {
        var source = own.one(who, feed);
        var page = "/sources/" + source + "/acceptance";
        return Told.of(
                () -> {
                    var words = Why.of(remark).because();
                    var ended = acceptances.end(source, words, who.getName());
                    AuditNote.of(request).purpose(words).after("passed", ended.passed());
                    return page + "/" + ended.acceptanceId();
                },
                "source.told.concluded",
                page,
                request,
                flash);
    }
}
