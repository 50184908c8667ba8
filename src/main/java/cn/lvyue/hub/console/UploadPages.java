package cn.lvyue.hub.console;

import cn.lvyue.hub.api.Refusal;
import cn.lvyue.hub.api.Submissions;
import cn.lvyue.hub.api.TrialAnswer;
import cn.lvyue.hub.api.Trials;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.security.AuditNote;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.UUID;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 上传: a file is tried out (试跑), or submitted; one that was tried may be submitted as it was. */
@Controller
class UploadPages {
    private final OwnSources own;
    private final Trials trials;
    private final Submissions submissions;
    private final Uploads uploads;

    UploadPages(OwnSources own, Trials trials, Submissions submissions, Uploads uploads) {
        this.own = own;
        this.trials = trials;
        this.submissions = submissions;
        this.uploads = uploads;
    }

    @GetMapping("/sources/{feed}/upload")
    String form(@PathVariable String feed, Principal who, Model model) {
        model.addAttribute("feed", own.one(who, feed));
        model.addAttribute("largest", trials.largest());
        model.addAttribute("once", UUID.randomUUID());
        return "source-upload";
    }

    @PostMapping("/sources/{feed}/trials")
    String attempt(@PathVariable String feed, Principal who, HttpServletRequest request, RedirectAttributes flash) {
        var source = own.one(who, feed);
        var form = "/sources/" + source + "/upload";
        return Told.of(
                () -> withFile(request, (name, type, body) -> {
                    var trial = trials.run(source, name, type, body, who.getName());
                    AuditNote.of(request).after("records", trial.read());
                    return "/sources/" + source + "/trials/" + trial.trialId();
                }),
                "source.told.tried",
                form,
                request,
                flash);
    }

    @GetMapping("/sources/{feed}/trials/{id}")
    String trial(@PathVariable String feed, @PathVariable String id, Principal who, Model model) {
        var source = own.one(who, feed);
        model.addAttribute("feed", source);
        model.addAttribute("outcomes", Outcome.values());
        model.addAttribute("once", UUID.randomUUID());
        model.addAttribute(
                "trial", trials.find(source, id, who.getName()).orElseThrow(() -> new NotThere("trial", id)));
        return "source-trial";
    }

    @GetMapping("/sources/{feed}/trials/{id}/returned")
    ResponseEntity<InputStreamResource> returned(@PathVariable String feed, @PathVariable String id, Principal who) {
        var document =
                trials.returned(own.one(who, feed), id, who.getName()).orElseThrow(() -> new NotThere("trial", id));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(document.filename(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(new InputStreamResource(document.content()));
    }

    @PostMapping("/sources/{feed}/trials/{id}/submission")
    String submitTried(
            @PathVariable String feed,
            @PathVariable String id,
            @RequestParam String once,
            Principal who,
            HttpServletRequest request,
            RedirectAttributes flash) {
        var source = own.one(who, feed);
        var document = trials.file(source, id, who.getName()).orElseThrow(() -> new NotThere("trial", id));
        var tried = trials.find(source, id, who.getName()).map(TrialAnswer::filename);
        return Told.of(
                () -> {
                    try (var body = document.content()) {
                        var message = submissions.submit(source, tried.orElse(null), null, key(once), body);
                        return "/sources/" + source + "/messages/" + message.id();
                    } catch (IOException gone) {
                        throw new NotThere("trial", id);
                    }
                },
                "source.told.submitted",
                "/sources/" + source + "/trials/" + id,
                request,
                flash);
    }

    @PostMapping("/sources/{feed}/messages")
    String submit(@PathVariable String feed, Principal who, HttpServletRequest request, RedirectAttributes flash) {
        var source = own.one(who, feed);
        return Told.of(
                () -> withFile(request, (name, type, body) -> {
                    var once = String.valueOf(request.getParameter("once"));
                    var message = submissions.submit(source, name, type, key(once), body);
                    AuditNote.of(request).object("message " + message.id());
                    return "/sources/" + source + "/messages/" + message.id();
                }),
                "source.told.submitted",
                "/sources/" + source + "/upload",
                request,
                flash);
    }

    /** What a form cannot be made to collide with: posts' own keys, and those of the channels. */
    private static String key(String once) {
        return "page:" + (once.length() > 64 ? once.substring(0, 64) : once);
    }

    @FunctionalInterface
    private interface Use {
        String of(String name, String type, InputStream body);
    }

    private String withFile(HttpServletRequest request, Use use) {
        try {
            var part = uploads.file(request);
            try (var body = part.getInputStream()) {
                return use.of(Uploads.bare(part.getSubmittedFileName()), String.valueOf(part.getContentType()), body);
            }
        } catch (IOException | ServletException brokenOff) {
            throw Refusal.badParameter("file", "", "完整的上传", "an upload that is whole");
        }
    }
}
