package cn.lvyue.hub.console;

import cn.lvyue.hub.evidence.LineageMask;
import cn.lvyue.hub.evidence.Lineages;
import cn.lvyue.hub.ledger.Ledger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * 血缘: where every field of a revision came from and where it went. A page of its own, which the record's page fetches into itself:
 * cells are read again from the archived message, and that may take longer than a page should.
 */
@Controller
class LineagePages {
    private final Ledger ledger;
    private final Lineages lineages;

    LineagePages(Ledger ledger, Lineages lineages) {
        this.ledger = ledger;
        this.lineages = lineages;
    }

    @GetMapping("/records/{recordId}/lineage")
    String lineage(
            @PathVariable String recordId, @RequestParam(required = false) @Nullable Integer revision, Model model) {
        var found = ledger.record(recordId)
                .flatMap(known -> lineages.ofRecord(known.recordId(), revision, null))
                .orElseThrow(() -> new NotThere("record", recordId));
        var fields = LineageMask.of(found.fields(), false);
        model.addAttribute("lineage", found);
        model.addAttribute("fields", fields);
        model.addAttribute("picture", LineagePicture.of(fields, found.deliveries()));
        return "record-lineage";
    }
}
