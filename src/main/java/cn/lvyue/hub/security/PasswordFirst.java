package cn.lvyue.hub.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;

/** Who has to change his password is led there; everybody else is told that he may not see the page. */
final class PasswordFirst implements AccessDeniedHandler {
    private final AccessDeniedHandler others = new AccessDeniedHandlerImpl();

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException, ServletException {
        var known = SecurityContextHolder.getContext().getAuthentication();
        boolean mustChange = known != null
                && known.getAuthorities().stream().anyMatch(one -> Logins.MUST_CHANGE.equals(one.getAuthority()));
        if (mustChange) {
            response.sendRedirect(request.getContextPath() + "/password");
        } else {
            others.handle(request, response, why);
        }
    }
}
