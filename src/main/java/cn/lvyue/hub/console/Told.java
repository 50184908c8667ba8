package cn.lvyue.hub.console;

import cn.lvyue.hub.api.Refusal;
import cn.lvyue.hub.security.AuditNote;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.springframework.ui.Model;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What came of a deed, told on the page one is led to; a refusal is told to the audit as well. */
final class Told {
    private static final String DONE = "told";
    private static final String PROBLEM = "problem";

    private Told() {}

    /**
     * Does a deed and leads to a page that tells what came of it.
     *
     * @param deed gives the page to go to when it is done
     * @param done key of what is said then
     * @param otherwise the page to go to when it is refused
     */
    static String of(
            Supplier<String> deed,
            String done,
            String otherwise,
            HttpServletRequest request,
            RedirectAttributes flash) {
        try {
            var page = deed.get();
            flash.addFlashAttribute(DONE, done);
            return "redirect:" + page;
        } catch (Refusal refusal) {
            AuditNote.of(request).refused(refusal.status(), refusal.code());
            flash.addFlashAttribute(PROBLEM, refusal);
            return "redirect:" + otherwise;
        }
    }

    /** Says on the form itself why what was typed cannot be done. */
    static void refused(Refusal refusal, HttpServletRequest request, Model model) {
        AuditNote.of(request).refused(refusal.status(), refusal.code());
        model.addAttribute(PROBLEM, refusal);
    }
}
