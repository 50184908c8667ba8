package cn.lvyue.hub.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.savedrequest.RequestCache;

/**
 * Who has something to do before anything opens is led there, and then to the page he wanted; who may not see the first page, to
 * his own; everybody else is told that he may not see the page.
 */
final class NextStep implements AccessDeniedHandler {
    private static final String OWN = "/account";

    private final AccessDeniedHandler others = new AccessDeniedHandlerImpl();
    private final RequestCache wanted;

    NextStep(RequestCache wanted) {
        this.wanted = wanted;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException, ServletException {
        var next = Stage.next(SecurityContextHolder.getContext().getAuthentication());
        if (next.isPresent()) {
            if (isOfAPage(request)) {
                wanted.saveRequest(request, response);
            }
            response.sendRedirect(request.getContextPath() + next.get().page());
        } else if (request.getRequestURI().equals(request.getContextPath() + "/")) {
            response.sendRedirect(request.getContextPath() + OWN);
        } else {
            others.handle(request, response, why);
        }
    }

    /** Neither a form, which is not sent twice, nor a part of a page. */
    private static boolean isOfAPage(HttpServletRequest request) {
        return request.getMethod().equals("GET") && !PagesDoor.isOfAProgram(request);
    }
}
