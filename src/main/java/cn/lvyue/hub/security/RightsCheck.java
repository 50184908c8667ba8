package cn.lvyue.hub.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;

/** Lets a call through that its rule gives to who calls; nothing else. */
@Component
class RightsCheck implements AuthorizationManager<RequestAuthorizationContext> {
    private final CallRules rules;

    RightsCheck(CallRules rules) {
        this.rules = rules;
    }

    @Override
    public AuthorizationDecision authorize(
            Supplier<? extends Authentication> who, RequestAuthorizationContext context) {
        var caller = who.get();
        return new AuthorizationDecision(caller != null && isAllowed(caller, context));
    }

    private boolean isAllowed(Authentication caller, RequestAuthorizationContext context) {
        var authorities = caller.getAuthorities();
        if (authorities.stream().anyMatch(one -> Entrance.EVERYTHING.equals(one.getAuthority()))) {
            return caller.isAuthenticated();
        }
        var request = context.getRequest();
        return rules.of(request.getMethod(), request.getRequestURI())
                        .filter(rule -> rule.rights().stream().anyMatch(right -> right.isHeldBy(caller)))
                        .isPresent()
                && (!asksForPersonalData(request) || Right.PERSONAL_REVEAL.isHeldBy(caller));
    }

    private static boolean asksForPersonalData(HttpServletRequest request) {
        var unmask = request.getMethod().equals("GET") ? request.getParameter("unmask") : null;
        return unmask != null && !unmask.equals("false");
    }
}
