package cn.lvyue.hub.console;

import cn.lvyue.hub.api.Agreements;
import cn.lvyue.hub.api.Agreements.Agreement;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.ledger.Ledger.KnownRecord;
import cn.lvyue.hub.ledger.Ledger.Link;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.search.Query;
import cn.lvyue.hub.search.RecordHit;
import cn.lvyue.hub.search.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * 重复与相近: complaints of the same matter, and those that look like it without the key that would prove it, each with the fields that
 * agree. The latter are suggestions; nothing is done about them by itself.
 */
@Controller
class AlikePages {
    /** Two fields alike may be chance; the field of breach and the respondent often are. */
    private static final int ENOUGH = 3;

    private static final int LOOKED_AT = 40;
    private static final int SHOWN = 10;

    private final Ledger ledger;
    private final Agreements agreements;
    private final Search search;

    AlikePages(Ledger ledger, Agreements agreements, Search search) {
        this.ledger = ledger;
        this.agreements = agreements;
        this.search = search;
    }

    /** @param why a finding code; empty for a suggestion */
    record Alike(KnownRecord record, String why, List<Agreement> fields) {
        long agreeing() {
            return fields.stream().filter(Agreement::agrees).count();
        }
    }

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

    private List<Alike> suggested(KnownRecord known) {
        var linked = known.links().stream().map(Link::recordId).collect(Collectors.toSet());
        var found = new ArrayList<Alike>();
        for (var id : neighbours(known)) {
            if (!id.equals(known.recordId()) && !linked.contains(id) && found.size() < SHOWN) {
                ledger.record(id)
                        .map(other -> new Alike(other, "", agreements.between(known, other)))
                        .filter(other -> other.agreeing() >= ENOUGH)
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    /** The newest against the same body. */
    private List<RecordId> neighbours(KnownRecord known) {
        return agreements
                .respondentCode(known)
                .map(code -> Query.of(Map.of("respondentCode", code, "limit", Integer.toString(LOOKED_AT))))
                .filter(Query.class::isInstance)
                .map(asked -> search.records((Query) asked).items().stream()
                        .map(RecordHit::recordId)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList())
                .orElse(List.of());
    }
}
