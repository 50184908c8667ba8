package cn.lvyue.hub.console;

import cn.lvyue.hub.api.Refusal;
import cn.lvyue.hub.api.Trials;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The file of an upload form. It lies on disk by the time a page asks for it, and goes with the request. */
@Component
class Uploads {
    private static final int LONGEST = 255;

    private final Trials trials;

    Uploads(Trials trials) {
        this.trials = trials;
    }

    /** @throws Refusal F105 if it is too large, T111 if there is none */
    Part file(HttpServletRequest request) throws IOException, ServletException {
        try {
            var part = request.getPart("file");
            if (part == null || part.getSize() == 0) {
                throw Refusal.badParameter("file", name(part), "一份非空的文件", "a file that is not empty");
            }
            return part;
        } catch (IllegalStateException tooLarge) {
            throw Refusal.tooLarge(trials.largest());
        }
    }

    /** Without the folders a browser may have written before it, and without what could not be shown. */
    static String bare(@Nullable String sent) {
        var name = sent == null ? "" : sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        return name.codePoints()
                .filter(c -> !Character.isISOControl(c))
                .limit(LONGEST)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String name(@Nullable Part part) {
        return part == null ? "" : String.valueOf(part.getSubmittedFileName());
    }
}
