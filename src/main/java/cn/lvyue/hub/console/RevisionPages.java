package cn.lvyue.hub.console;

import cn.lvyue.hub.api.RecordAnswer;
import cn.lvyue.hub.api.RecordViews;
import cn.lvyue.hub.ledger.Ledger;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** 版本对照: any two revisions of a complaint side by side, personal data masked. */
@Controller
class RevisionPages {
    private final Ledger ledger;
    private final RecordViews views;
    private final FieldWords words;

    RevisionPages(Ledger ledger, RecordViews views, FieldWords words) {
        this.ledger = ledger;
        this.views = views;
        this.words = words;
    }

    @GetMapping("/records/{recordId}/revisions")
    String compare(
            @PathVariable String recordId,
            @RequestParam(required = false) @Nullable Integer left,
            @RequestParam(required = false) @Nullable Integer right,
            Model model) {
        var known = ledger.record(recordId).orElseThrow(() -> new NotThere("record", recordId));
        int later = right == null ? known.revision() : right;
        int earlier = left == null ? Math.max(1, later - 1) : left;
        var one = views.of(known, earlier, null);
        var other = views.of(known, later, null);
        model.addAttribute("record", other);
        model.addAttribute("left", earlier);
        model.addAttribute("right", later);
        model.addAttribute("names", words.of(known.feed()));
        model.addAttribute("lines", Compared.of(one.all(), other.all(), touched(other, earlier, later)));
        return "record-revisions";
    }

    private static Set<String> touched(RecordAnswer record, int one, int other) {
        var touched = new HashSet<String>();
        record.revisions().stream()
                .filter(each -> each.revision() > Math.min(one, other) && each.revision() <= Math.max(one, other))
                .forEach(each -> touched.addAll(each.changed()));
        return touched;
    }
}
