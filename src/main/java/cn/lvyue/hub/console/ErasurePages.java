package cn.lvyue.hub.console;

import cn.lvyue.hub.api.ErasureDesk;
import cn.lvyue.hub.api.Refusal;
import cn.lvyue.hub.ledger.Ledger;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 擦除个人信息: a record's personal data is erased for good at the subject's request, once its number is typed again. */
@Controller
class ErasurePages {
    private final Ledger ledger;
    private final ErasureDesk desk;

    ErasurePages(Ledger ledger, ErasureDesk desk) {
        this.ledger = ledger;
        this.desk = desk;
    }

    @GetMapping("/records/{recordId}/erasure")
    String form(@PathVariable String recordId, Model model) {
        var known = ledger.record(recordId).orElseThrow(() -> new NotThere("record", recordId));
        model.addAttribute("record", known);
        model.addAttribute("settled", desk.isSettled(recordId));
        return "record-erasure";
    }

    @PostMapping("/records/{recordId}/erasure")
    String erase(
            @PathVariable String recordId,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String reference,
            @RequestParam(defaultValue = "") String confirmed,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes flash) {
        try {
            requireConfirmed(recordId, confirmed.strip());
            flash.addFlashAttribute("erased", desk.erase(recordId, reason, reference, request));
            flash.addFlashAttribute("told", "erasure.done");
            return "redirect:/records/" + recordId + "/erasure";
        } catch (Refusal refusal) {
            response.setStatus(refusal.status());
            Told.refused(refusal, request, model);
            model.addAttribute("reason", reason);
            model.addAttribute("reference", reference);
            return form(recordId, model);
        }
    }

    private static void requireConfirmed(String recordId, String confirmed) {
        if (!confirmed.equals(recordId)) {
            throw Refusal.badParameter(
                    "confirmed", confirmed, "所擦除记录的投诉编号 " + recordId, "the number of the record to erase, " + recordId);
        }
    }
}
