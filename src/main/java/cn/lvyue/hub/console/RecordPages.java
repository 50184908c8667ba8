package cn.lvyue.hub.console;

import cn.lvyue.hub.api.FeedPacks;
import cn.lvyue.hub.api.RecordAnswer;
import cn.lvyue.hub.api.RecordViews;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.standard.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** 记录: a complaint in the fields of the standard, personal data masked, with its revisions and deliveries. */
@Controller
class RecordPages {
    private final Ledger ledger;
    private final RecordViews views;
    private final FeedPacks packs;

    RecordPages(Ledger ledger, RecordViews views, FeedPacks packs) {
        this.ledger = ledger;
        this.views = views;
        this.packs = packs;
    }

    /** A field as the page shows it. @param before its value in the revision before; null when it did not change */
    record Line(
            String id,
            String zh,
            String en,
            String value,
            @Nullable String before) {}

    @GetMapping("/records/{recordId}")
    String record(
            @PathVariable String recordId, @RequestParam(required = false) @Nullable Integer revision, Model model) {
        var known = ledger.record(recordId).orElseThrow(() -> new NotThere("record", recordId));
        int asked = revision == null ? known.revision() : revision;
        var answer = views.of(known, asked, null);
        var before = asked > 1 ? views.of(known, asked - 1, null) : null;
        model.addAttribute("record", answer);
        model.addAttribute("newest", known.revision());
        model.addAttribute("lines", lines(known.feed(), answer, before));
        return "record";
    }

    private List<Line> lines(FeedId feed, RecordAnswer answer, @Nullable RecordAnswer before) {
        var names = new HashMap<String, Field>();
        packs.pack(feed).ifPresent(pack -> pack.fields().forEach(field -> names.put(field.id(), field)));
        var lines = new ArrayList<Line>();
        var all = all(answer);
        var old = before == null ? all : all(before);
        all.forEach((id, value) -> {
            var field = names.get(id);
            var was = old.getOrDefault(id, "");
            lines.add(new Line(
                    id,
                    field == null ? id : field.nameZh(),
                    field == null ? id : field.nameEn(),
                    value,
                    was.equals(value) ? null : was));
        });
        return lines;
    }

    private static Map<String, String> all(RecordAnswer answer) {
        var all = new LinkedHashMap<>(answer.fields());
        all.putAll(answer.extension());
        return all;
    }
}
