package cn.lvyue.hub.console;

import cn.lvyue.hub.api.FeedPacks;
import cn.lvyue.hub.api.FindingAnswer;
import cn.lvyue.hub.api.FindingAnswers;
import cn.lvyue.hub.api.RecordAnswer;
import cn.lvyue.hub.api.RecordViews;
import cn.lvyue.hub.delivery.Deliveries;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.ledger.Ledger.KnownRecord;
import cn.lvyue.hub.ledger.Ledger.Revision;
import cn.lvyue.hub.ledger.Ledger.Sighting;
import cn.lvyue.hub.record.FeedId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** 记录: a complaint in the fields of the standard, personal data masked, with all that is known of it. */
@Controller
class RecordPages {
    /** One that comes again every day has more; the newest tell how it stands. */
    private static final int SIGHTINGS = 50;

    private final Ledger ledger;
    private final RecordViews views;
    private final Deliveries deliveries;
    private final FindingAnswers findings;
    private final FeedPacks packs;
    private final FieldWords words;

    RecordPages(
            Ledger ledger,
            RecordViews views,
            Deliveries deliveries,
            FindingAnswers findings,
            FeedPacks packs,
            FieldWords words) {
        this.ledger = ledger;
        this.views = views;
        this.deliveries = deliveries;
        this.findings = findings;
        this.packs = packs;
        this.words = words;
    }

    /** A field as the page shows it. @param before its value in the revision before; null when it did not change */
    record Line(
            String id,
            String zh,
            String en,
            String value,
            @Nullable String before) {}

    /** A source record that concerned the complaint, with its findings in words. */
    record Seen(Sighting sighting, List<FindingAnswer> findings) {}

    @GetMapping("/records/{recordId}")
    String record(
            @PathVariable String recordId, @RequestParam(required = false) @Nullable Integer revision, Model model) {
        var known = ledger.record(recordId).orElseThrow(() -> new NotThere("record", recordId));
        int asked = revision == null ? known.revision() : revision;
        var answer = views.of(known, asked, null);
        var before = asked > 1 ? views.of(known, asked - 1, null) : null;
        model.addAttribute("record", answer);
        model.addAttribute("newest", known.revision());
        model.addAttribute(
                "sources",
                ledger.revisions(known.recordId()).stream()
                        .collect(Collectors.toMap(Revision::revision, Function.identity())));
        model.addAttribute("lines", lines(known.feed(), answer, before));
        model.addAttribute("seen", seen(known));
        model.addAttribute("deliveries", deliveries.of(known.recordId()));
        return "record";
    }

    private List<Seen> seen(KnownRecord known) {
        var all = ledger.sightings(known.recordId(), 0);
        var pack = packs.pack(known.feed());
        return all.subList(Math.max(0, all.size() - SIGHTINGS), all.size()).stream()
                .map(sighting -> new Seen(sighting, findings.of(sighting.entry().findings(), pack, false)))
                .toList();
    }

    private List<Line> lines(FeedId feed, RecordAnswer answer, @Nullable RecordAnswer before) {
        var known = words.of(feed);
        var lines = new ArrayList<Line>();
        var all = answer.all();
        var old = before == null ? all : before.all();
        all.forEach((id, value) -> {
            var field = known.get(id);
            var was = old.getOrDefault(id, "");
            lines.add(new Line(
                    id,
                    field == null ? id : field.nameZh(),
                    field == null ? id : FieldWords.words(field.nameEn()),
                    value,
                    was.equals(value) ? null : was));
        });
        return lines;
    }
}
