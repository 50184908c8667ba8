package cn.lvyue.hub.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;

/** Lets a call through that its rule gives to who calls; nothing else. */
@Component
class RightsCheck implements AuthorizationManager<RequestAuthorizationContext> {
    /** Attribute of a request: the ids of the rights of which it needs one. */
    static final String NEEDED = RightsCheck.class.getName();

    /** Attribute of a request that is not let through. */
    private static final String DENIED = NEEDED + ".denied";

    private final CallRules rules;

    RightsCheck(CallRules rules) {
        this.rules = rules;
    }

    @Override
    public AuthorizationDecision authorize(
            Supplier<? extends Authentication> who, RequestAuthorizationContext context) {
        var caller = who.get();
        boolean allowed = caller != null && isAllowed(caller, context);
        context.getRequest().setAttribute(DENIED, !allowed);
        return new AuthorizationDecision(allowed);
    }

    static boolean isDenied(HttpServletRequest request) {
        return Boolean.TRUE.equals(request.getAttribute(DENIED));
    }

    private boolean isAllowed(Authentication caller, RequestAuthorizationContext context) {
        var authorities = caller.getAuthorities();
        if (authorities.stream().anyMatch(one -> Entrance.EVERYTHING.equals(one.getAuthority()))) {
            return caller.isAuthenticated();
        }
        var request = context.getRequest();
        var rule = rules.of(request.getMethod(), request.getRequestURI());
        request.setAttribute(NEEDED, rule.map(CallRule::rightIds).orElse(List.of()));
        return rule.filter(found -> found.rights().stream().anyMatch(right -> right.isHeldBy(caller)))
                        .isPresent()
                && (!asksForPersonalData(request) || Right.PERSONAL_REVEAL.isHeldBy(caller));
    }

    private static boolean asksForPersonalData(HttpServletRequest request) {
        var unmask = request.getMethod().equals("GET") ? request.getParameter("unmask") : null;
        return unmask != null && !unmask.equals("false");
    }
}
