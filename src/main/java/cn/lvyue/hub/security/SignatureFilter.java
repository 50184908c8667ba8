package cn.lvyue.hub.security;

import cn.lvyue.hub.record.BodyTooLarge;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets sources in by their signature. A request with an {@code Authorization} header is none of its business. */
final class SignatureFilter extends OncePerRequestFilter {
    /** What a source is to the rest of the door. */
    static final String ROLE = "SOURCE";

    /** Platforms sign with keys that are no source's; delivery looks at them. */
    static final String CALL_BACKS = "/api/v1/targets/*/receipts";

    private static final Pattern CALL_BACK = Pattern.compile("/api/v1/targets/[a-z]{1,20}/receipts");

    private final SourceDoor door;
    private final Problems problems;

    SignatureFilter(SourceDoor door, Problems problems) {
        this.door = door;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null
                || !SignedHead.isIn(request)
                || CALL_BACK.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            var source = door.open(request);
            var context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(new PreAuthenticatedAuthenticationToken(
                    source,
                    "",
                    AuthorityUtils.createAuthorityList(
                            "ROLE_" + ROLE, Right.MESSAGES_POST.id(), Right.MESSAGES_OWN.id())));
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
