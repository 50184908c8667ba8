package cn.lvyue.hub.console;

import cn.lvyue.hub.api.ExchangeDesk;
import cn.lvyue.hub.api.FeedPacks;
import cn.lvyue.hub.api.FindingAnswer;
import cn.lvyue.hub.api.FindingAnswers;
import cn.lvyue.hub.api.Limits;
import cn.lvyue.hub.api.Refusal;
import cn.lvyue.hub.api.RevealReason;
import cn.lvyue.hub.archive.Archive;
import cn.lvyue.hub.ledger.FindingGroups;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.Severity;
import cn.lvyue.hub.security.AuditNote;
import cn.lvyue.hub.security.Purpose;
import cn.lvyue.hub.work.RawText;
import cn.lvyue.hub.work.Stories;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 交换: one message, how it went, and what became of each of its records. */
@Controller
class ExchangePages {
    private static final int PAGE = 100;

    private final Archive archive;
    private final Ledger ledger;
    private final FindingAnswers findings;
    private final FeedPacks packs;
    private final FindingGroups groups;
    private final Stories stories;
    private final ExchangeDesk desk;

    ExchangePages(
            Archive archive,
            Ledger ledger,
            FindingAnswers findings,
            FeedPacks packs,
            FindingGroups groups,
            Stories stories,
            ExchangeDesk desk) {
        this.groups = groups;
        this.stories = stories;
        this.desk = desk;
        this.archive = archive;
        this.ledger = ledger;
        this.findings = findings;
        this.packs = packs;
    }

    @GetMapping("/exchanges/{id}")
    String exchange(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String outcome,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(defaultValue = "0") int after,
            Model model) {
        var message = known(id);
        var account = ledger.account(message.id());
        var only = Arrays.stream(Outcome.values())
                .filter(each -> each.name().equals(outcome))
                .findFirst()
                .orElse(null);
        var finding = code == null || !code.matches("[A-Z][0-9]{3}") ? null : code;
        var entries = finding == null
                ? ledger.entries(message.id(), only, after, PAGE)
                : groups.withFinding(message.id(), finding, after, PAGE);
        model.addAttribute("code", finding);
        model.addAttribute("groups", inWords(message));
        model.addAttribute("settling", stories.settling(message.id()).orElse(null));
        model.addAttribute("onward", stories.onward(message.id()));
        model.addAttribute("followed", Stories.FOLLOWED);
        model.addAttribute("counted", FindingGroups.COUNTED);
        model.addAttribute("returned", desk.hasReturned(message));
        model.addAttribute("purposes", Purpose.named());
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

    /** A group of findings with the words of the first of them. */
    record Kind(FindingGroups.Group group, FindingAnswer words) {}

    private List<Kind> inWords(Message message) {
        var found = groups.groups(message.id());
        var firsts = found.stream().map(group -> first(message.id(), group)).toList();
        var words = findings.of(firsts, packs.pack(message.feed()), false);
        return IntStream.range(0, found.size())
                .mapToObj(i -> new Kind(found.get(i), words.get(i)))
                .toList();
    }

    private Finding first(long message, FindingGroups.Group group) {
        return groups.withFinding(message, group.code(), group.firstRow() - 1, 1).stream()
                .flatMap(entry -> entry.findings().stream())
                .filter(finding -> finding.code().equals(group.code()))
                .findFirst()
                .orElseGet(() -> new Finding(group.code(), Severity.valueOf(group.severity()), null, "", null, null));
    }

    /** The beginning of the message as text, masked. */
    @GetMapping("/exchanges/{id}/text")
    String text(@PathVariable String id, Model model) {
        var message = known(id);
        model.addAttribute("message", message);
        model.addAttribute("shown", desk.beginning(message));
        model.addAttribute("most", RawText.SHOWN);
        return "exchange-text";
    }

    /** The bytes as they came, or what goes back to the sender, for a purpose that is written down first. */
    @PostMapping("/exchanges/{id}/{what:raw|returned}")
    @Nullable
    String download(
            @PathVariable String id,
            @PathVariable String what,
            RevealReason reason,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash)
            throws IOException {
        var message = known(id);
        try {
            if (what.equals("raw")) {
                desk.raw(message, reason, request, response);
            } else {
                desk.returned(message, reason, request, response);
            }
            return null;
        } catch (Refusal refusal) {
            AuditNote.of(request).refused(refusal.status(), refusal.code());
            flash.addFlashAttribute("problem", refusal);
            return "redirect:/exchanges/" + message.id();
        }
    }

    private Message known(String id) {
        return archive.message(Limits.id(id)).orElseThrow(() -> new NotThere("message", id));
    }
}
