package cn.lvyue.hub.console;

import cn.lvyue.hub.api.MappingPublishing;
import cn.lvyue.hub.api.MappingPublishing.Deed;
import cn.lvyue.hub.api.MappingPublishing.Refused;
import cn.lvyue.hub.api.MappingPublishing.Went;
import cn.lvyue.hub.api.MappingViews;
import cn.lvyue.hub.mapping.MappingTexts;
import cn.lvyue.hub.mapping.MappingWorkshop;
import cn.lvyue.hub.publishing.Publications;
import cn.lvyue.hub.publishing.Publications.Publication;
import cn.lvyue.hub.publishing.Shadows;
import cn.lvyue.hub.security.AuditNote;
import cn.lvyue.hub.security.Right;
import cn.lvyue.hub.security.SourceKeys.Actor;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.json.JsonMapper;

/** 映射发布: a version on its way into force, from draft to approval. */
@Controller
class PublicationPages {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String PAGE = "publication";
    private static final String BACK = "redirect:/mappings/drafts/";

    private final MappingPublishing publishing;
    private final Publications publications;
    private final Shadows shadows;
    private final MappingViews views;
    private final MappingTexts texts;
    private final MappingWorkshop workshop;
    private final JsonMapper json;

    PublicationPages(
            MappingPublishing publishing,
            Publications publications,
            Shadows shadows,
            MappingViews views,
            MappingTexts texts,
            MappingWorkshop workshop,
            JsonMapper json) {
        this.publishing = publishing;
        this.publications = publications;
        this.shadows = shadows;
        this.views = views;
        this.texts = texts;
        this.workshop = workshop;
        this.json = json;
    }

    @GetMapping("/mappings/{feed}/draft")
    String begin(@PathVariable String feed, Model model) {
        var id = MappingPages.feed(views, feed);
        model.addAttribute("feed", id.value());
        model.addAttribute("text", texts.today(id).orElseThrow().text());
        return "mapping-draft";
    }

    @PostMapping("/mappings/{feed}/draft")
    String draft(
            @PathVariable String feed,
            @RequestParam String text,
            HttpServletRequest request,
            Model model,
            RedirectAttributes flash) {
        var id = MappingPages.feed(views, feed);
        var deed = publishing.draft(id, lines(text), actor(request));
        if (deed instanceof Refused refused) {
            noted(refused, request);
            model.addAttribute("refused", refused);
            model.addAttribute("feed", id.value());
            model.addAttribute("text", text);
            return "mapping-draft";
        }
        flash.addFlashAttribute("done", "draft");
        return BACK + ((Went) deed).id();
    }

    @PostMapping("/mappings/{feed}/return")
    String back(
            @PathVariable String feed,
            @RequestParam String version,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
                    LocalDateTime at,
            HttpServletRequest request,
            RedirectAttributes flash) {
        var id = MappingPages.feed(views, feed);
        var deed = publishing.returnTo(id, version, reason.strip(), moment(at), actor(request));
        if (deed instanceof Refused refused) {
            noted(refused, request);
            flash.addFlashAttribute("refused", refused);
            return "redirect:/mappings/" + id.value();
        }
        flash.addFlashAttribute("done", "propose");
        return BACK + ((Went) deed).id();
    }

    @GetMapping("/mappings/drafts/{id}")
    String one(@PathVariable String id, Authentication person, Model model) {
        var is = known(id);
        fill(is, person, model);
        model.addAttribute("text", is.text().text());
        return PAGE;
    }

    /** The part of the page that tells how far the shadow run is. */
    @GetMapping("/mappings/drafts/{id}/shadow")
    String shadow(@PathVariable String id, Authentication person, Model model) {
        fill(known(id), person, model);
        return "publication :: shadow";
    }

    private void fill(Publication is, Authentication person, Model model) {
        var shadow = shadows.latest(is.id()).orElse(null);
        var today = texts.today(is.text().feed()).orElseThrow();
        var against = is.state() == Publications.State.APPROVED
                ? texts.text(is.text().feed(), is.base()).orElse(today)
                : today;
        model.addAttribute("is", is);
        model.addAttribute("feed", is.text().feed().value());
        model.addAttribute("today", today);
        model.addAttribute("against", against);
        model.addAttribute("changes", workshop.changes(against, is.text()));
        model.addAttribute("shadow", shadow);
        model.addAttribute(
                "ofThisText",
                shadow != null && shadow.text().version().equals(is.text().version()));
        var answer = shadow == null ? null : shadow.answer();
        model.addAttribute("answer", answer == null ? null : json.readValue(answer, Map.class));
        model.addAttribute("mayDraft", Right.MAPPINGS_DRAFT.isHeldBy(person));
        model.addAttribute("mayApprove", Right.MAPPINGS_APPROVE.isHeldBy(person));
        var hadPart = List.of(is.author(), is.changedBy(), String.valueOf(is.proposedBy()));
        model.addAttribute("hasPart", hadPart.contains(person.getName()));
        model.addAttribute("inForce", views.of(is.text().feed()));
    }

    @PostMapping("/mappings/drafts/{id}/text")
    String change(
            @PathVariable String id,
            @RequestParam String text,
            HttpServletRequest request,
            Authentication person,
            Model model,
            RedirectAttributes flash) {
        var is = known(id);
        var deed = publishing.change(is.id(), lines(text), actor(request));
        if (deed instanceof Refused refused) {
            noted(refused, request);
            fill(is, person, model);
            model.addAttribute("refused", refused);
            model.addAttribute("text", text);
            return PAGE;
        }
        flash.addFlashAttribute("done", "change");
        return BACK + is.id();
    }

    @PostMapping("/mappings/drafts/{id}/shadow")
    String tryOut(
            @PathVariable String id,
            @RequestParam(defaultValue = "30") int days,
            HttpServletRequest request,
            RedirectAttributes flash) {
        long known = known(id).id();
        return told(known, publishing.tryOut(known, days, 1_000_000, actor(request)), "shadow", request, flash);
    }

    @PostMapping("/mappings/drafts/{id}/propose")
    String propose(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
                    LocalDateTime at,
            HttpServletRequest request,
            RedirectAttributes flash) {
        long known = known(id).id();
        var deed = publishing.propose(known, reason.strip(), moment(at), actor(request));
        return told(known, deed, "propose", request, flash);
    }

    @PostMapping("/mappings/drafts/{id}/approve")
    String approve(@PathVariable String id, HttpServletRequest request, RedirectAttributes flash) {
        long known = known(id).id();
        return told(known, publishing.approve(known, actor(request)), "approve", request, flash);
    }

    @PostMapping("/mappings/drafts/{id}/refuse")
    String refuse(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request,
            RedirectAttributes flash) {
        long known = known(id).id();
        return told(known, publishing.refuse(known, reason.strip(), actor(request)), "refuse", request, flash);
    }

    @PostMapping("/mappings/drafts/{id}/withdraw")
    String withdraw(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request,
            RedirectAttributes flash) {
        long known = known(id).id();
        return told(known, publishing.withdraw(known, reason.strip(), actor(request)), "withdraw", request, flash);
    }

    private static void noted(Refused refused, HttpServletRequest request) {
        AuditNote.of(request).refused(refused.status(), refused.code());
    }

    private static String told(long id, Deed deed, String what, HttpServletRequest request, RedirectAttributes flash) {
        if (deed instanceof Refused refused) {
            noted(refused, request);
            flash.addFlashAttribute("refused", refused);
        } else {
            flash.addFlashAttribute("done", what);
        }
        return BACK + id;
    }

    private Publication known(String id) {
        long number = id.matches("\\d{1,18}") ? Long.parseLong(id) : -1;
        return publications.find(number).orElseThrow(() -> new NotThere("publication", id));
    }

    /** A form sends lines as the network does; a file has them as it was written. */
    private static String lines(String text) {
        return text.replace("\r\n", "\n");
    }

    private static @Nullable Instant moment(@Nullable LocalDateTime at) {
        return at == null ? null : at.atZone(ZONE).toInstant();
    }

    private static Actor actor(HttpServletRequest request) {
        var person = request.getUserPrincipal();
        return new Actor(person == null ? "nobody known" : person.getName(), request.getRemoteAddr());
    }
}
