package cn.lvyue.hub.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes down that a person's call is about to change something, before it does. It stands behind the check of rights: of what is
 * refused there is nothing to take down.
 */
final class OpenCallFilter extends OncePerRequestFilter {
    private final CallRules rules;
    private final Audit audit;
    private final OpenCalls calls;

    OpenCallFilter(CallRules rules, Audit audit, OpenCalls calls) {
        this.rules = rules;
        this.audit = audit;
        this.calls = calls;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (AuditFilter.isOfAPerson()) { // asked first: nearly all calls are sources', which are not taken down
            takeDown(request);
        }
        chain.doFilter(request, response);
    }

    private void takeDown(HttpServletRequest request) {
        var rule = rules.of(request.getMethod(), request.getRequestURI());
        boolean isKnown = rule.isPresent() || AuditFilter.isOfTheApi(request);
        if (isKnown && AuditFilter.noting(rule, request) == CallRule.Noting.ALWAYS) {
            var deed = AuditFilter.deed(request, rule, "");
            calls.begin(request, audit.entry(AuditFilter.actor(request), deed, AuditFilter.call(request)));
        }
    }
}
