package cn.lvyue.hub.console;

import cn.lvyue.hub.api.FeedPacks;
import cn.lvyue.hub.api.FindingAnswers;
import cn.lvyue.hub.api.Refusal;
import cn.lvyue.hub.api.ReturnedFiles;
import cn.lvyue.hub.api.RevealReason;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.ledger.ReturnedRecords;
import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.security.Purpose;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.support.RequestContextUtils;

/** What became of a message, for those who sent it: what has to be corrected, and what it corrects itself. */
@Controller
class SourceMessagePages {
    private static final int SHOWN = 100;
    private static final Set<MessageStatus> SETTLED =
            Set.of(MessageStatus.DONE, MessageStatus.UNREADABLE, MessageStatus.FAILED);

    private final OwnSources own;
    private final Ledger ledger;
    private final ReturnedRecords returned;
    private final ReturnedFiles files;
    private final Wording wording;

    SourceMessagePages(OwnSources own, Ledger ledger, ReturnedRecords returned, ReturnedFiles files, Wording wording) {
        this.own = own;
        this.ledger = ledger;
        this.returned = returned;
        this.files = files;
        this.wording = wording;
    }

    /** How findings are put into words. */
    @Component("sourceWording")
    record Wording(FindingAnswers findings, FeedPacks packs) {}

    @GetMapping("/sources/{feed}/messages/{id}")
    String message(@PathVariable String feed, @PathVariable String id, Principal who, Model model) {
        var source = own.one(who, feed);
        var message = own.message(source, id);
        var account = ledger.account(message.id());
        var pack = wording.packs().pack(source);
        var back = List.of(Outcome.REJECTED, Outcome.PARKED, Outcome.CONFLICT).stream()
                .flatMap(outcome -> ledger.entries(message.id(), outcome, 0, SHOWN).stream())
                .limit(SHOWN)
                .toList();
        model.addAttribute("feed", source);
        model.addAttribute("message", message);
        model.addAttribute("account", account.orElse(null));
        model.addAttribute(
                "settled",
                account.filter(went -> SETTLED.contains(went.status())).isPresent());
        model.addAttribute("outcomes", Outcome.values());
        model.addAttribute("back", back);
        model.addAttribute(
                "words",
                back.stream()
                        .map(entry -> wording.findings().of(entry.findings(), pack, false))
                        .toList());
        model.addAttribute(
                "whole",
                account.map(went -> wording.findings().of(went.findings(), pack, false))
                        .orElse(List.of()));
        model.addAttribute("links", returned.summary(message.id()));
        model.addAttribute("returned", files.isThere(message));
        model.addAttribute("clerk", own.isClerk(who));
        model.addAttribute("purposes", Purpose.named());
        return "source-message";
    }

    @GetMapping("/sources/{feed}/messages/{id}/returned")
    void returned(
            @PathVariable String feed,
            @PathVariable String id,
            @ModelAttribute RevealReason reason,
            Principal who,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var source = own.one(who, feed);
        var message = own.message(source, id);
        try {
            files.send(message, reason, request, response);
        } catch (Refusal refusal) {
            RequestContextUtils.getOutputFlashMap(request).put("problem", refusal);
            RequestContextUtils.saveOutputFlashMap(
                    "/sources/" + source + "/messages/" + message.id(), request, response);
            response.sendRedirect("/sources/" + source + "/messages/" + message.id());
        }
    }
}
