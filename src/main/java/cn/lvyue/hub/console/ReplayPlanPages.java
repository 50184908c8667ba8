package cn.lvyue.hub.console;

import cn.lvyue.hub.api.Limits;
import cn.lvyue.hub.api.Refusal;
import cn.lvyue.hub.api.ReplayDesk;
import cn.lvyue.hub.archive.Archive;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.Target;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** 重放的制定: what is done again, then how and why; the plan is made in the background and leads to its preview. */
@Controller
class ReplayPlanPages {
    private static final List<String> DELIVERY_STATES =
            List.of("SEALED", "UNKNOWN", "SENT", "RECEIPTED", "REFUSED", "FAILED");
    private static final int CHANGES = 6;
    /** Seconds to wait for a plan, so that a small one is there at once. */
    private static final int WAIT = 2;

    private final ReplayDesk desk;
    private final Mappings mappings;
    private final Archive archive;
    private final Ledger ledger;

    ReplayPlanPages(ReplayDesk desk, Mappings mappings, Archive archive, Ledger ledger) {
        this.desk = desk;
        this.mappings = mappings;
        this.archive = archive;
        this.ledger = ledger;
    }

    @GetMapping("/replays/new")
    String select(ReplayForm form, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("step", ReplayStep.SELECT);
        model.addAttribute("feeds", mappings.feeds());
        model.addAttribute("statuses", List.of(MessageStatus.DONE, MessageStatus.UNREADABLE, MessageStatus.FAILED));
        model.addAttribute("outcomes", Outcome.values());
        model.addAttribute("targets", Target.values());
        model.addAttribute("deliveryStates", DELIVERY_STATES);
        return "replay-select";
    }

    @GetMapping("/replays/new/how")
    String how(ReplayForm form, Model model) {
        if (form.chosen().isEmpty()) {
            model.addAttribute("nothing", true);
            return select(form, model);
        }
        return how(form, List.of(), List.of(), model);
    }

    private String how(ReplayForm form, List<String> fields, List<String> values, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("step", ReplayStep.HOW);
        model.addAttribute("modes", List.of("reprocess", "redeliver", "correct"));
        model.addAttribute("fields", desk.correctable(feed(form)));
        model.addAttribute("fieldOf", filled(fields));
        model.addAttribute("valueOf", filled(values));
        return "replay-how";
    }

    private static List<String> filled(List<String> typed) {
        return IntStream.range(0, CHANGES)
                .mapToObj(n -> n < typed.size() ? typed.get(n) : "")
                .toList();
    }

    /** The feed whose fields a correction may name, where the choice tells it. */
    private @Nullable FeedId feed(ReplayForm form) {
        var chosen = form.chosen();
        var record = chosen.getOrDefault("records", "").split("[\\s,]+")[0];
        var message = chosen.getOrDefault("messages", "").split("[\\s,]+")[0];
        return mappings.feeds().stream()
                .filter(feed -> feed.value().equals(chosen.get("feed")))
                .findFirst()
                .or(() -> record.isEmpty()
                        ? Optional.empty()
                        : ledger.record(record).map(known -> known.feed()))
                .or(() -> archive.message(Limits.id(message)).map(Message::feed))
                .orElse(null);
    }

    @PostMapping("/replays")
    String plan(ReplayForm form, HttpServletRequest request, HttpServletResponse response, Model model) {
        var fields = given(request, "field");
        var values = given(request, "value");
        try {
            return "redirect:/replays/"
                    + desk.plan(form.body(changes(fields, values)), WAIT, request)
                            .replayId();
        } catch (Refusal refusal) {
            response.setStatus(refusal.status());
            Told.refused(refusal, request, model);
            return how(form, fields, values, model);
        }
    }

    private static List<String> given(HttpServletRequest request, String name) {
        var values = request.getParameterValues(name);
        return values == null ? List.of() : List.of(values);
    }

    private static Map<String, String> changes(List<String> fields, List<String> values) {
        var changes = new LinkedHashMap<String, String>();
        for (int n = 0; n < Math.min(fields.size(), values.size()); n++) {
            if (!fields.get(n).isBlank()) {
                changes.put(fields.get(n), values.get(n).strip());
            }
        }
        return changes;
    }
}
