package cn.lvyue.hub.console;

import cn.lvyue.hub.api.Limits;
import cn.lvyue.hub.api.Refusal;
import cn.lvyue.hub.api.RetentionAnswer.HoldBody;
import cn.lvyue.hub.api.RetentionAnswer.PlanAnswer;
import cn.lvyue.hub.api.RetentionDesk;
import cn.lvyue.hub.archive.Archive;
import cn.lvyue.hub.mapping.Mappings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 保存期限: policies, plans of destruction from their dry run to the certificate, and legal holds. */
@Controller
class RetentionPages {
    private static final int PAGE = 50;
    private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);
    private static final String PLANS = "/archive/retention";
    private static final String HOLDS = "/archive/holds";

    private final RetentionDesk desk;
    private final Archive archive;
    private final Mappings mappings;

    RetentionPages(RetentionDesk desk, Archive archive, Mappings mappings) {
        this.desk = desk;
        this.archive = archive;
        this.mappings = mappings;
    }

    @GetMapping("/archive/retention")
    String retention(@RequestParam(required = false) @Nullable Long after, Model model) {
        model.addAttribute("stock", desk.stock());
        model.addAttribute("plans", desk.plans(after, PAGE));
        return "retention";
    }

    @PostMapping("/archive/retention")
    String plan(@RequestParam(defaultValue = "") String reason, HttpServletRequest request, RedirectAttributes flash) {
        return Told.of(
                () -> PLANS + "/" + desk.plan(reason, request).planId(), "retention.told.plan", PLANS, request, flash);
    }

    @GetMapping("/archive/retention/{id}")
    String planned(@PathVariable String id, Model model) {
        model.addAttribute("plan", known(id));
        return "retention-plan";
    }

    /** How far it is, alone; fetched again while it goes on. @param was its state on the page, which is made anew when it is another */
    @GetMapping("/archive/retention/{id}/progress")
    String progress(@PathVariable String id, @RequestParam String was, HttpServletResponse response, Model model) {
        var plan = known(id);
        if (!plan.state().name().equals(was)) {
            response.setHeader("HX-Refresh", "true");
        }
        model.addAttribute("plan", plan);
        return "retention-plan :: progress";
    }

    @PostMapping("/archive/retention/{id}/{deed:approve|run|cancel}")
    String deed(
            @PathVariable String id, @PathVariable String deed, HttpServletRequest request, RedirectAttributes flash) {
        var page = PLANS + "/" + Limits.id(id);
        return Told.of(
                () -> {
                    switch (deed) {
                        case "approve" -> desk.approve(id, request);
                        case "run" -> desk.run(id, request);
                        default -> desk.cancel(id, request);
                    }
                    return page;
                },
                "retention.told." + deed,
                page,
                request,
                flash);
    }

    @GetMapping("/archive/retention/{id}/certificate")
    void certificate(@PathVariable String id, HttpServletResponse response) throws IOException {
        var archived = known(id).certificate();
        if (archived == null) {
            throw new NotThere("certificate", id);
        }
        try (var bytes = archive.open(Limits.id(archived))) {
            response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    "attachment; filename=\"destruction-%d.txt\"".formatted(Limits.id(id)));
            bytes.transferTo(response.getOutputStream());
        }
    }

    @GetMapping("/archive/holds")
    String holds(
            @RequestParam(defaultValue = "true") boolean open,
            @RequestParam(required = false) @Nullable Long after,
            Model model) {
        model.addAttribute("holds", desk.holds(open, after, PAGE));
        model.addAttribute("open", open);
        model.addAttribute("feeds", mappings.feeds());
        return "holds";
    }

    /** @param from first day of receipt, {@code to} the last */
    @PostMapping("/archive/holds")
    String place(
            @RequestParam(defaultValue = "") String record,
            @RequestParam(defaultValue = "") String message,
            @RequestParam(defaultValue = "") String feed,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String reference,
            HttpServletRequest request,
            RedirectAttributes flash) {
        var body = new HoldBody(
                given(record), given(message), given(feed), start(from, 0), start(to, 1), reason, reference);
        return Told.of(
                () -> {
                    desk.place(body, request);
                    return HOLDS;
                },
                "hold.told.place",
                HOLDS,
                request,
                flash);
    }

    @PostMapping("/archive/holds/{id}/release")
    String release(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request,
            RedirectAttributes flash) {
        return Told.of(
                () -> {
                    desk.release(id, reason, request);
                    return HOLDS;
                },
                "hold.told.release",
                HOLDS,
                request,
                flash);
    }

    private static @Nullable String given(String text) {
        return text.isBlank() ? null : text.strip();
    }

    private static @Nullable OffsetDateTime start(@Nullable LocalDate day, int later) {
        return day == null ? null : day.plusDays(later).atStartOfDay().atOffset(ZONE);
    }

    private PlanAnswer known(String id) {
        try {
            return desk.planned(id);
        } catch (Refusal none) {
            throw new NotThere("plan", id);
        }
    }
}
