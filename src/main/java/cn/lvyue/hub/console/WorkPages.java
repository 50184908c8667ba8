package cn.lvyue.hub.console;

import cn.lvyue.hub.api.Refusal;
import cn.lvyue.hub.api.WorkDesk;
import cn.lvyue.hub.record.Ruling;
import cn.lvyue.hub.record.Rulings.Result;
import cn.lvyue.hub.security.AuditNote;
import cn.lvyue.hub.work.WorkList;
import cn.lvyue.hub.work.WorkList.Item;
import cn.lvyue.hub.work.WorkList.Kind;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriUtils;

/** 待办: everything that waits for a person, and the place where one decides about one thing or many. */
@Controller
class WorkPages {
    private static final int PAGE = 100;
    private static final Map<Kind, Set<Ruling>> RULINGS = Map.of(
            Kind.CONFLICT, EnumSet.of(Ruling.RELEASE, Ruling.DISMISS),
            Kind.PARKED, EnumSet.of(Ruling.RELEASE, Ruling.DISMISS),
            Kind.DUPLICATE, EnumSet.of(Ruling.SAME, Ruling.DIFFERENT),
            Kind.LOOK_ALIKE, EnumSet.of(Ruling.SAME, Ruling.DIFFERENT));

    private final WorkDesk desk;
    private final Clock clock;

    WorkPages(WorkDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    /** @param days and hours since it waits @param link to what is to be looked at */
    record Line(Item item, long days, long hours, String link) {}

    @GetMapping("/work")
    String work(
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        var all = WorkDesk.kinds();
        var only = kind(kind);
        var kinds = EnumSet.copyOf(all);
        if (only != null) {
            kinds.retainAll(Set.of(only));
        }
        var page = page(kinds, after);
        model.addAttribute("counts", desk.counts(all));
        model.addAttribute("kind", only);
        model.addAttribute("lines", page.items().stream().map(this::line).toList());
        model.addAttribute("rulings", rulings(page.items()));
        model.addAttribute("next", next(only, page.next()));
        return "work";
    }

    /** A place that is none is as good as the start. */
    private WorkList.Page page(Set<Kind> kinds, @Nullable String after) {
        try {
            return desk.page(kinds, after == null || after.isBlank() ? null : after, PAGE);
        } catch (Refusal noPlace) {
            return desk.page(kinds, null, PAGE);
        }
    }

    private static @Nullable Kind kind(@Nullable String name) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private Line line(Item item) {
        var age = Duration.between(item.since(), clock.instant());
        return new Line(item, Math.max(0, age.toDays()), Math.max(0, age.toHours()), link(item));
    }

    private static String link(Item item) {
        var subject = item.subject();
        return switch (item.kind()) {
            case ALARM -> "/alarms#alarm-" + item.id();
            case PACKAGE -> "/batches/" + item.link();
            case DIFFERENCE -> "/reconciliation?date=" + item.link();
            case REPLAY -> "/replays/" + item.id();
            case RETENTION -> "/archive/retention/" + item.id();
            case TOKEN -> "/users/" + UriUtils.encodePathSegment(String.valueOf(item.link()), StandardCharsets.UTF_8);
            case EXCHANGE -> "/exchanges/" + item.id();
            case CONFLICT -> "/work/conflicts/" + item.id();
            case PARKED, DUPLICATE, LOOK_ALIKE ->
                subject != null && subject.recordId() != null
                        ? "/records/" + subject.recordId()
                        : "/exchanges/" + item.id().replaceFirst("-.*", "");
        };
    }

    private static Set<Ruling> rulings(List<Item> items) {
        var fitting = EnumSet.noneOf(Ruling.class);
        items.forEach(item -> fitting.addAll(rulings(item.kind())));
        return fitting;
    }

    static Set<Ruling> rulings(Kind kind) {
        return RULINGS.getOrDefault(kind, Set.of());
    }

    private static @Nullable String next(@Nullable Kind kind, @Nullable String next) {
        return next == null ? null : "/work?kind=" + (kind == null ? "" : kind) + "&after=" + next;
    }

    @PostMapping("/work/rulings")
    String rule(
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(defaultValue = "") String ruling,
            @RequestParam(required = false) @Nullable List<String> cases,
            @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request,
            RedirectAttributes flash) {
        var only = kind(kind);
        var page = only == null ? "/work" : "/work?kind=" + only;
        var chosen = cases == null ? List.<String>of() : cases;
        var wanted = Arrays.stream(Ruling.values())
                .filter(each -> each.name().equals(ruling))
                .findFirst();
        try {
            if (wanted.isEmpty()) {
                return "redirect:" + page;
            }
            tell(desk.rule(wanted.get(), chosen, reason, request), flash);
        } catch (Refusal refusal) {
            AuditNote.of(request).refused(refusal.status(), refusal.code());
            flash.addFlashAttribute("problem", refusal);
            flash.addFlashAttribute("reason", reason);
            flash.addFlashAttribute("chosen", Set.copyOf(chosen));
        }
        return "redirect:" + page;
    }

    private static void tell(Result result, RedirectAttributes flash) {
        var endings = result.settled().stream()
                .collect(Collectors.groupingBy(each -> each.ending().name(), Collectors.counting()));
        flash.addFlashAttribute(
                "number", result.number() == null ? "" : result.number().toString());
        flash.addFlashAttribute("endings", endings);
    }
}
