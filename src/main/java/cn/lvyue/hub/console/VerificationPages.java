package cn.lvyue.hub.console;

import cn.lvyue.hub.api.Limits;
import cn.lvyue.hub.api.Refusal;
import cn.lvyue.hub.api.VerificationAnswer;
import cn.lvyue.hub.api.VerificationDesk;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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

/** 核验: has days of the archive checked, shows how far it is, and every fault in words. */
@Controller
class VerificationPages {
    private static final int PAGE = 20;
    private static final int FAULTS = 200;

    private final VerificationDesk desk;

    VerificationPages(VerificationDesk desk) {
        this.desk = desk;
    }

    @GetMapping("/archive/verifications")
    String list(@RequestParam(required = false) @Nullable String before, Model model) {
        model.addAttribute("checks", desk.list(before, PAGE));
        return "verifications";
    }

    @PostMapping("/archive/verifications")
    String start(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(defaultValue = "") String pinned,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            var started = desk.start(from, to, pinned.isBlank() ? null : pinned.replace("\r\n", "\n"), request);
            return "redirect:/archive/verifications/" + started.verificationId();
        } catch (Refusal refusal) {
            response.setStatus(refusal.status());
            Told.refused(refusal, request, model);
            model.addAttribute("from", from);
            model.addAttribute("to", to);
            model.addAttribute("pinned", pinned);
            return list(null, model);
        }
    }

    @GetMapping("/archive/verifications/{id}")
    String one(@PathVariable String id, @RequestParam(defaultValue = "0") String after, Model model) {
        model.addAttribute("check", known(id, Limits.id(after)));
        return "verification";
    }

    /** How far it is, alone; fetched again while it goes on. @param was its state on the page, which is made anew when it is another */
    @GetMapping("/archive/verifications/{id}/progress")
    String progress(@PathVariable String id, @RequestParam String was, HttpServletResponse response, Model model) {
        var check = known(id, 0);
        if (!check.state().name().equals(was)) {
            response.setHeader("HX-Refresh", "true");
        }
        model.addAttribute("check", check);
        return "verification :: progress";
    }

    @PostMapping("/archive/verifications/{id}/cancel")
    String cancel(@PathVariable String id, HttpServletRequest request, RedirectAttributes flash) {
        var page = "/archive/verifications/" + Limits.id(id);
        return Told.of(
                () -> {
                    desk.cancel(id);
                    return page;
                },
                "verify.told.cancel",
                page,
                request,
                flash);
    }

    private VerificationAnswer known(String id, long after) {
        try {
            return desk.answer(id, after, FAULTS);
        } catch (Refusal none) {
            throw new NotThere("verification", id);
        }
    }
}
