package cn.lvyue.hub.console;

import cn.lvyue.hub.api.MappingCoverage;
import cn.lvyue.hub.api.MappingCoverage.Coverage;
import cn.lvyue.hub.api.MappingCoverage.Share;
import cn.lvyue.hub.api.MappingViews;
import cn.lvyue.hub.mapping.MappingTable;
import cn.lvyue.hub.mapping.MappingTexts;
import cn.lvyue.hub.mapping.MappingTexts.Text;
import cn.lvyue.hub.mapping.MappingWorkshop;
import cn.lvyue.hub.publishing.Publications;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.security.Right;
import cn.lvyue.hub.standard.FieldRule;
import cn.lvyue.hub.standard.Role;
import cn.lvyue.hub.standard.Rulebooks;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** 映射: which mapping of each feed is in force and where it is from, one of them as a table, and what differs between two versions. */
@Controller
class MappingPages {
    private static final int PUBLICATIONS = 50;

    private final MappingViews views;
    private final MappingTexts texts;
    private final MappingWorkshop workshop;
    private final MappingCoverage coverage;
    private final Publications publications;
    private final Rulebooks rulebooks;

    MappingPages(
            MappingViews views,
            MappingTexts texts,
            MappingWorkshop workshop,
            MappingCoverage coverage,
            Publications publications,
            Rulebooks rulebooks) {
        this.views = views;
        this.texts = texts;
        this.workshop = workshop;
        this.coverage = coverage;
        this.publications = publications;
        this.rulebooks = rulebooks;
    }

    /**
     * One standard field of the table.
     *
     * @param row null where the mapping has no rule for it
     * @param share null where nothing was read
     * @param byTheHub whether the hub itself fills it
     */
    public record Line(
            FieldRule field,
            MappingTable.@Nullable Row row,
            @Nullable Share share,
            boolean byTheHub) {

        /** Whether the standard wants it and no rule gives it. */
        public boolean isMissing() {
            return row == null
                    && !byTheHub
                    && field.required() == FieldRule.Requirement.ALWAYS
                    && field.missing() != null;
        }
    }

    @GetMapping("/mappings")
    String all(Model model) {
        model.addAttribute("mappings", views.all());
        model.addAttribute("open", publications.open());
        return "mappings";
    }

    @GetMapping("/mappings/{feed}")
    String one(@PathVariable String feed, Authentication person, Model model) {
        var id = feed(views, feed);
        var is = views.of(id);
        var table = workshop.table(is.text());
        model.addAttribute("feed", id.value());
        model.addAttribute("is", is);
        model.addAttribute("table", table);
        model.addAttribute("known", publications.known(id));
        model.addAttribute("publications", publications.ofFeed(id, Long.MAX_VALUE, PUBLICATIONS));
        model.addAttribute("mayDraft", Right.MAPPINGS_DRAFT.isHeldBy(person));
        var counted = coverage.of(id);
        model.addAttribute("coverage", counted);
        model.addAttribute("lines", lines(is.text().pack(), table, counted));
        return "mapping";
    }

    /** In the order of the standard; fields that the hub itself fills and technical ones have no rule, and do not need one. */
    private List<Line> lines(String pack, MappingTable table, Coverage counted) {
        var rows = table.rows().stream().collect(Collectors.toMap(MappingTable.Row::field, Function.identity()));
        Map<String, Share> shares = counted.fields();
        var book = rulebooks.rulebook(pack);
        var ofTheHub = Role.filledByTheHub().stream()
                .map(role -> book.pack().field(role).id())
                .collect(Collectors.toSet());
        return book.fields().stream()
                .map(field -> {
                    var id = field.field().id();
                    return new Line(
                            field,
                            rows.get(id),
                            counted.records() == 0 ? null : shares.getOrDefault(id, new Share(0, 0, 0)),
                            ofTheHub.contains(id));
                })
                .toList();
    }

    /** @param from null for what is in force; {@code to} likewise */
    @GetMapping("/mappings/{feed}/changes")
    String changes(
            @PathVariable String feed,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            Model model) {
        var id = feed(views, feed);
        var before = text(id, from);
        var after = text(id, to);
        model.addAttribute("feed", id.value());
        model.addAttribute("known", publications.known(id));
        model.addAttribute("before", before);
        model.addAttribute("after", after);
        model.addAttribute("changes", workshop.changes(before, after));
        return "mapping-changes";
    }

    private Text text(FeedId feed, @Nullable String version) {
        return (version == null || version.isEmpty() ? texts.today(feed) : texts.text(feed, version))
                .orElseThrow(() -> new NotThere("mapping", feed + " " + version));
    }

    static FeedId feed(MappingViews views, String id) {
        return views.feed(id).orElseThrow(() -> new NotThere("feed", id));
    }
}
