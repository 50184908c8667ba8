package cn.lvyue.hub.security;

import cn.lvyue.hub.record.BodyTooLarge;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets sources in by their signature. A request with an {@code Authorization} header is none of its business. */
final class SignatureFilter extends OncePerRequestFilter {
    /** What a source is to the rest of the door. */
    static final String ROLE = "SOURCE";

    private final SourceDoor door;
    private final Problems problems;

    SignatureFilter(SourceDoor door, Problems problems) {
        this.door = door;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null || !SignedHead.isIn(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            var source = door.open(request);
            var context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(new PreAuthenticatedAuthenticationToken(
                    source, "", AuthorityUtils.createAuthorityList("ROLE_" + ROLE)));
            SecurityContextHolder.setContext(context);
        } catch (Refused refused) {
            problems.refuse(request, response, refused);
            return;
        } catch (BodyTooLarge tooLarge) {
            problems.tooLarge(request, response, tooLarge);
            return;
        }
        chain.doFilter(request, response);
    }
}
