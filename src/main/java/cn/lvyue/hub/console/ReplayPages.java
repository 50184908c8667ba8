package cn.lvyue.hub.console;

import cn.lvyue.hub.api.Limits;
import cn.lvyue.hub.api.Refusal;
import cn.lvyue.hub.api.ReplayAnswer;
import cn.lvyue.hub.api.ReplayDesk;
import cn.lvyue.hub.api.ReplayDesk.Deed;
import cn.lvyue.hub.replay.Replays;
import cn.lvyue.hub.replay.Replays.Mode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 重放: those there are, and one of them from its preview to what the platforms say of it. */
@Controller
class ReplayPages {
    private static final int PAGE = 50;

    private final ReplayDesk desk;
    private final Replays replays;
    private final May may;

    ReplayPages(ReplayDesk desk, Replays replays, May may) {
        this.desk = desk;
        this.replays = replays;
        this.may = may;
    }

    @GetMapping("/replays")
    String list(@RequestParam(required = false) @Nullable Long after, Model model) {
        model.addAttribute("replays", desk.list(after, PAGE));
        return "replays";
    }

    @GetMapping("/replays/{id}")
    String replay(
            @PathVariable String id,
            @RequestParam(defaultValue = "0:0") String after,
            @RequestParam(defaultValue = "false") boolean diff,
            HttpServletRequest request,
            Model model) {
        var replay = known(id);
        model.addAttribute("replay", replay);
        model.addAttribute("step", ReplayStep.of(replay));
        model.addAttribute("share", share(replay));
        model.addAttribute("diff", diff);
        if (replay.mode().equalsIgnoreCase(Mode.REDELIVER.name())) {
            var packages = replays.packages(Limits.id(id), packageAfter(after), PAGE);
            model.addAttribute("packages", packages);
            model.addAttribute(
                    "next",
                    packages.size() < PAGE ? null : packages.get(PAGE - 1).packageId());
        } else if (may.have("RECORDS_READ")) {
            var records = desk.records(id, after, PAGE, diff, null, request);
            model.addAttribute("records", records.items());
            model.addAttribute("next", records.next());
        }
        return "replay";
    }

    /** How far it is, alone; fetched again while it goes on. @param was its state on the page, which is made anew when it is another */
    @GetMapping("/replays/{id}/progress")
    String progress(@PathVariable String id, @RequestParam String was, HttpServletResponse response, Model model) {
        var replay = known(id);
        if (!replay.state().name().equals(was)) {
            response.setHeader("HX-Refresh", "true");
        }
        model.addAttribute("replay", replay);
        model.addAttribute("share", share(replay));
        return "replay :: progress";
    }

    /** What differs in one record; fetched into its row when somebody asks for it. */
    @GetMapping("/replays/{id}/diff")
    String diff(
            @PathVariable String id,
            @RequestParam long message,
            @RequestParam int row,
            HttpServletRequest request,
            Model model) {
        var found = desk.records(id, message + ":" + (row - 1), 1, true, null, request);
        model.addAttribute(
                "item",
                found.items().stream()
                        .filter(item -> item.row() == row && item.messageId().equals(String.valueOf(message)))
                        .findFirst()
                        .orElse(null));
        return "replay :: diff";
    }

    @PostMapping("/replays/{id}/{deed:approve|start|pause|resume|cancel}")
    String deed(
            @PathVariable String id, @PathVariable String deed, HttpServletRequest request, RedirectAttributes flash) {
        var wanted = Deed.valueOf(deed.toUpperCase(Locale.ROOT));
        var page = "/replays/" + Limits.id(id);
        return Told.of(
                () -> {
                    desk.done(wanted, id, request);
                    return page;
                },
                "replay.told." + wanted,
                page,
                request,
                flash);
    }

    private ReplayAnswer known(String id) {
        try {
            return desk.replay(id);
        } catch (Refusal none) {
            throw new NotThere("replay", id);
        }
    }

    /** Done of all, in per cent. */
    private static int share(ReplayAnswer replay) {
        var plan = replay.plan();
        var progress = replay.progress();
        if (plan == null || progress == null || plan.records() == 0) {
            return 0;
        }
        return (int) Math.min(100, 100 * progress.done() / plan.records());
    }

    private static @Nullable UUID packageAfter(String after) {
        return Arrays.stream(new String[] {after})
                .filter(text -> text.length() == 36)
                .map(UUID::fromString)
                .findFirst()
                .orElse(null);
    }
}
