package cn.lvyue.hub.console;

import cn.lvyue.hub.api.MappingViews;
import cn.lvyue.hub.publishing.PackVersions;
import cn.lvyue.hub.standard.PackChanges;
import cn.lvyue.hub.standard.Rulebook;
import cn.lvyue.hub.standard.Rulebooks;
import cn.lvyue.hub.standard.StandardPack;
import cn.lvyue.hub.standard.StandardPacks;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** 标准包: the standard packs in use, one of them with its fields, rules and code lists, and what differs from an earlier one. */
@Controller
class StandardPages {
    private final StandardPacks packs;
    private final Rulebooks rulebooks;
    private final PackVersions versions;
    private final MappingViews mappings;

    StandardPages(StandardPacks packs, Rulebooks rulebooks, PackVersions versions, MappingViews mappings) {
        this.packs = packs;
        this.rulebooks = rulebooks;
        this.versions = versions;
        this.mappings = mappings;
    }

    /** A pack and the feeds that are mapped to it. */
    public record Used(Rulebook book, List<String> feeds) {}

    @GetMapping("/standards")
    String all(Model model) {
        var inForce = mappings.all();
        model.addAttribute(
                "packs",
                packs.all().stream()
                        .map(pack -> new Used(
                                rulebooks.rulebook(pack.id()),
                                inForce.stream()
                                        .filter(each -> each.text().pack().equals(pack.id()))
                                        .map(each -> each.text().feed().value())
                                        .toList()))
                        .toList());
        return "standards";
    }

    @GetMapping("/standards/{pack}")
    String one(@PathVariable String pack, Model model) {
        model.addAttribute("book", book(pack));
        model.addAttribute("known", versions.known(pack));
        return "standard";
    }

    @GetMapping("/standards/{pack}/changes")
    String changes(@PathVariable String pack, @RequestParam String from, Model model) {
        var book = book(pack);
        var known = versions.known(pack).stream()
                .filter(each -> each.digest().equals(from))
                .findFirst()
                .orElseThrow(() -> new NotThere("pack", pack + " " + from));
        model.addAttribute("book", book);
        model.addAttribute("from", known);
        model.addAttribute(
                "changes",
                versions.rulebook(pack, from)
                        .map(before -> PackChanges.between(before, book))
                        .orElse(null));
        return "standard-changes";
    }

    private Rulebook book(String pack) {
        if (packs.all().stream().map(StandardPack::id).noneMatch(pack::equals)) {
            throw new NotThere("pack", pack);
        }
        return rulebooks.rulebook(pack);
    }
}
