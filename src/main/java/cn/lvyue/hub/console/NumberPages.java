package cn.lvyue.hub.console;

import cn.lvyue.hub.api.FeedPacks;
import cn.lvyue.hub.api.NumberDesk;
import cn.lvyue.hub.api.RecordDesk;
import cn.lvyue.hub.api.Refusal;
import cn.lvyue.hub.api.RevealReason;
import cn.lvyue.hub.personal.PersonalNumbers;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.security.Purpose;
import cn.lvyue.hub.standard.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * 按号码查找: records are found by a telephone or identity number that lies sealed. The number is posted and never written into a page,
 * so it is typed again for each page of what is found; what is found is masked.
 */
@Controller
class NumberPages {
    private static final int PAGE = 20;

    private final NumberDesk desk;
    private final RecordDesk records;
    private final FeedPacks packs;

    NumberPages(NumberDesk desk, RecordDesk records, FeedPacks packs) {
        this.desk = desk;
        this.records = records;
        this.packs = packs;
    }

    /** A record with the number. @param complainant and {@code respondent} as the record tells them, masked; empty if it does not */
    record Line(PersonalNumbers.Hit hit, String complainant, String respondent) {}

    @ModelAttribute("purposes")
    List<Purpose> purposes() {
        return Purpose.named();
    }

    @GetMapping("/archive/numbers")
    String form(Model model) {
        model.addAttribute("progress", desk.progress());
        return "numbers";
    }

    /** Answered at once and not after a redirect: the number is kept nowhere for another request. */
    @PostMapping("/archive/numbers")
    String find(
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String before,
            RevealReason reason,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        model.addAttribute("reason", reason);
        try {
            var page = desk.find(number, before, PAGE, reason, request);
            model.addAttribute(
                    "lines",
                    page.items().stream().map(hit -> line(hit, request)).toList());
            model.addAttribute("next", page.next());
        } catch (Refusal refusal) {
            response.setStatus(refusal.status());
            Told.refused(refusal, request, model);
        }
        return form(model);
    }

    private Line line(PersonalNumbers.Hit hit, HttpServletRequest request) {
        var fields =
                records.view(hit.id().toString(), hit.revision(), null, request).fields();
        return packs.pack(new FeedId(hit.feed()))
                .map(pack -> new Line(
                        hit,
                        fields.getOrDefault(pack.field(Role.COMPLAINANT_NAME).id(), ""),
                        fields.getOrDefault(pack.field(Role.RESPONDENT_NAME).id(), "")))
                .orElseGet(() -> new Line(hit, "", ""));
    }
}
