package cn.lvyue.hub.console;

import cn.lvyue.hub.api.EvidenceDesk;
import cn.lvyue.hub.api.RecordAnswer;
import cn.lvyue.hub.api.RecordDesk;
import cn.lvyue.hub.api.Refusal;
import cn.lvyue.hub.api.RevealReason;
import cn.lvyue.hub.security.AuditNote;
import cn.lvyue.hub.security.Purpose;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What an auditor does with one record: see personal data for a purpose and for a while, see who saw it, take its evidence along. */
@Controller
class RecordEvidencePages {
    private static final int PAGE = 50;

    private final RecordDesk records;
    private final EvidenceDesk evidence;
    private final Clock clock;

    RecordEvidencePages(RecordDesk records, EvidenceDesk evidence, Clock clock) {
        this.records = records;
        this.evidence = evidence;
        this.clock = clock;
    }

    @ModelAttribute("purposes")
    List<Purpose> purposes() {
        return Purpose.named();
    }

    /** Shows personal data as long as a grant is open, and the form that asks for one otherwise. */
    @GetMapping("/records/{recordId}/personal")
    String personal(@PathVariable String recordId, HttpServletRequest request, Model model) {
        var masked = masked(recordId, request);
        model.addAttribute("record", masked);
        var until = records.openUntil(recordId, request);
        if (until.isPresent()) {
            var shown = records.view(recordId, null, new RevealReason(null, null, null), request);
            model.addAttribute("until", until.get());
            model.addAttribute(
                    "seconds",
                    Math.max(1, Duration.between(clock.instant(), until.get()).toSeconds()));
            model.addAttribute("fields", revealed(masked, shown));
        }
        return "personal";
    }

    /** Those fields whose values differ when they are not masked. */
    private static Map<String, String> revealed(RecordAnswer masked, RecordAnswer shown) {
        var fields = new LinkedHashMap<String, String>();
        shown.fields().forEach((id, value) -> {
            if (!value.equals(masked.fields().get(id))) {
                fields.put(id, value);
            }
        });
        shown.extension().forEach((id, value) -> {
            if (!value.equals(masked.extension().get(id))) {
                fields.put(id, value);
            }
        });
        return fields;
    }

    @PostMapping("/records/{recordId}/personal")
    String reveal(
            @PathVariable String recordId,
            RevealReason reason,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            records.view(recordId, null, reason, request);
            return "redirect:/records/" + masked(recordId, request).recordId() + "/personal";
        } catch (Refusal refusal) {
            response.setStatus(refusal.status());
            Told.refused(refusal, request, model);
            model.addAttribute("record", masked(recordId, request));
            model.addAttribute("reason", reason);
            return "personal";
        }
    }

    @GetMapping("/records/{recordId}/seen")
    String seen(
            @PathVariable String recordId,
            @RequestParam(required = false) @Nullable Long before,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("record", masked(recordId, request));
        model.addAttribute("seen", records.seen(recordId, before, PAGE));
        return "seen";
    }

    @GetMapping("/records/{recordId}/evidence")
    String evidence(@PathVariable String recordId, HttpServletRequest request, Model model) {
        model.addAttribute("record", masked(recordId, request));
        return "evidence";
    }

    /** @param unmask for the full bundle, which is a look */
    @GetMapping("/records/{recordId}/evidence.zip")
    @Nullable
    String bundle(
            @PathVariable String recordId,
            @RequestParam(defaultValue = "false") boolean unmask,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate pinned,
            RevealReason reason,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash)
            throws IOException {
        var page = "/records/" + masked(recordId, request).recordId() + "/evidence";
        try {
            evidence.evidence(recordId, unmask, reason, pinned, request, response);
            return null;
        } catch (Refusal refusal) {
            AuditNote.of(request).refused(refusal.status(), refusal.code());
            flash.addFlashAttribute("problem", refusal);
            return "redirect:" + page;
        }
    }

    private RecordAnswer masked(String recordId, HttpServletRequest request) {
        try {
            return records.view(recordId, null, null, request);
        } catch (Refusal none) {
            throw new NotThere("record", recordId);
        }
    }
}
