package cn.lvyue.hub.console;

import cn.lvyue.hub.api.FeedPacks;
import cn.lvyue.hub.api.FindingAnswers;
import cn.lvyue.hub.api.Limits;
import cn.lvyue.hub.archive.Archive;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.record.Outcome;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** 交换: one message, how it went, and what became of each of its records. */
@Controller
class ExchangePages {
    private static final int PAGE = 100;

    private final Archive archive;
    private final Ledger ledger;
    private final FindingAnswers findings;
    private final FeedPacks packs;

    ExchangePages(Archive archive, Ledger ledger, FindingAnswers findings, FeedPacks packs) {
        this.archive = archive;
        this.ledger = ledger;
        this.findings = findings;
        this.packs = packs;
    }

    @GetMapping("/exchanges/{id}")
    String exchange(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String outcome,
            @RequestParam(defaultValue = "0") int after,
            Model model) {
        var message = archive.message(Limits.id(id)).orElseThrow(() -> new NotThere("message", id));
        var account = ledger.account(message.id());
        var only = Arrays.stream(Outcome.values())
                .filter(each -> each.name().equals(outcome))
                .findFirst()
                .orElse(null);
        var entries = ledger.entries(message.id(), only, after, PAGE);
        var pack = packs.pack(message.feed());
        model.addAttribute("message", message);
        model.addAttribute("account", account.orElse(null));
        model.addAttribute("with", ledger.readWith(message.id()).orElse(null));
        model.addAttribute("outcomes", Outcome.values());
        model.addAttribute("outcome", only);
        model.addAttribute("entries", entries);
        model.addAttribute(
                "words",
                entries.stream()
                        .map(entry -> findings.of(entry.findings(), pack, false))
                        .toList());
        model.addAttribute(
                "whole",
                account.map(went -> findings.of(went.findings(), pack, false)).orElse(null));
        model.addAttribute(
                "next", entries.size() < PAGE ? null : entries.get(PAGE - 1).row());
        return "exchange";
    }
}
