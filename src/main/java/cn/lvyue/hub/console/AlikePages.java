package cn.lvyue.hub.console;

import cn.lvyue.hub.api.Agreements;
import cn.lvyue.hub.api.Agreements.Agreement;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.ledger.Ledger.KnownRecord;
import cn.lvyue.hub.ledger.Ledger.Link;
import cn.lvyue.hub.work.WorkList;
import cn.lvyue.hub.work.WorkList.LookAlike;
import cn.lvyue.hub.work.WorkList.Ruled;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * 重复与相近: complaints of the same matter, and those that look like it without the key that would prove it, each with the fields that
 * agree. The latter are those of the work list, with what was ruled on them; nothing is done about them by itself.
 */
@Controller
class AlikePages {
    private final Ledger ledger;
    private final Agreements agreements;
    private final WorkList work;

    AlikePages(Ledger ledger, Agreements agreements, WorkList work) {
        this.ledger = ledger;
        this.agreements = agreements;
        this.work = work;
    }

    /** @param why a finding code; empty for a suggestion */
    record Alike(KnownRecord record, String why, List<Agreement> fields) {}

    /** @param place of its case in the work list, while it waits; @param ruled a person's word on it */
    record Suggested(
            Alike alike,
            Instant since,
            String place,
            @Nullable Ruled ruled) {}

    @GetMapping("/records/{recordId}/alike")
    String alike(@PathVariable String recordId, Model model) {
        var known = ledger.record(recordId).orElseThrow(() -> new NotThere("record", recordId));
        model.addAttribute("record", known);
        model.addAttribute(
                "same",
                known.links().stream()
                        .flatMap(link -> same(known, link).stream())
                        .toList());
        model.addAttribute("alike", suggested(known));
        return "record-alike";
    }

    private Optional<Alike> same(KnownRecord known, Link link) {
        return ledger.record(link.recordId())
                .map(other -> new Alike(other, link.why(), agreements.between(known, other)));
    }

    private List<Suggested> suggested(KnownRecord known) {
        return work.lookAlikes(known.recordId()).stream()
                .flatMap(each -> suggested(known, each).stream())
                .toList();
    }

    private Optional<Suggested> suggested(KnownRecord known, LookAlike each) {
        boolean isAskedAbout = each.record().equals(known.recordId());
        return ledger.record(isAskedAbout ? each.other() : each.record())
                .map(other -> new Suggested(
                        new Alike(other, "", agreements.between(known, other)),
                        each.since(),
                        WorkList.placeBefore(each),
                        each.ruled()));
    }
}
