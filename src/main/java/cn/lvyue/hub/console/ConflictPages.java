package cn.lvyue.hub.console;

import cn.lvyue.hub.api.ConflictViews;
import cn.lvyue.hub.work.WorkList.Kind;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** 冲突: both contents of one version side by side, and the place where one is chosen. */
@Controller
class ConflictPages {
    private final ConflictViews conflicts;
    private final FieldWords words;

    ConflictPages(ConflictViews conflicts, FieldWords words) {
        this.conflicts = conflicts;
        this.words = words;
    }

    @GetMapping("/work/conflicts/{id}")
    String conflict(@PathVariable String id, Model model) {
        var sides = conflicts.of(id).orElseThrow(() -> new NotThere("conflict", id));
        model.addAttribute("id", id);
        model.addAttribute("sides", sides);
        model.addAttribute("names", words.of(sides.feed()));
        model.addAttribute("lines", Compared.of(sides.kept(), sides.came(), sides.differing()));
        model.addAttribute("rulings", WorkPages.rulings(Kind.CONFLICT));
        return "work-conflict";
    }
}
