package cn.lvyue.hub.console;

import cn.lvyue.hub.api.Why;
import cn.lvyue.hub.ops.SourcePauses;
import cn.lvyue.hub.security.AuditNote;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 暂停与恢复接入, as the calls of the API do it. */
@Controller
class SourcePausePages {
    private final OwnSources own;
    private final SourcePauses pauses;

    SourcePausePages(OwnSources own, SourcePauses pauses) {
        this.own = own;
        this.pauses = pauses;
    }

    @PostMapping("/sources/{feed}/pause")
    String pause(
            @PathVariable String feed,
            @RequestParam(defaultValue = "") String reason,
            Principal who,
            HttpServletRequest request,
            RedirectAttributes flash) {
        var source = own.one(who, feed);
        var page = "/sources/" + source;
        return Told.of(
                () -> {
                    var why = Why.of(reason).because();
                    AuditNote.of(request).purpose(why).after("paused", true);
                    pauses.pause(source, who.getName(), why);
                    return page;
                },
                "source.told.paused",
                page,
                request,
                flash);
    }

    @PostMapping("/sources/{feed}/resumption")
    String resume(
            @PathVariable String feed,
            @RequestParam(defaultValue = "") String reason,
            Principal who,
            HttpServletRequest request,
            RedirectAttributes flash) {
        var source = own.one(who, feed);
        var page = "/sources/" + source;
        return Told.of(
                () -> {
                    var why = Why.of(reason).because();
                    AuditNote.of(request).purpose(why).before("paused", true).after("paused", false);
                    pauses.resume(source, who.getName(), why);
                    return page;
                },
                "source.told.resumed",
                page,
                request,
                flash);
    }
}
