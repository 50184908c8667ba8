package cn.lvyue.hub.security;

import cn.lvyue.hub.security.CallRule.Noting;
import cn.lvyue.hub.security.SourceKeys.Actor;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes every changing call and every refused one to the audit, whoever made it and whether or not the call itself thought of it.
 * The answer to a change goes out when its line is committed: a change that cannot be audited is answered as a failure.
 */
final class AuditFilter extends OncePerRequestFilter {
    /** Why, percent-encoded, for calls that have no place of their own for it. */
    static final String PURPOSE = "X-Hub-Purpose";

    static final String REFERENCE = "X-Hub-Reference";

    private static final int UNAUTHORIZED = HttpServletResponse.SC_UNAUTHORIZED;
    private static final int FORBIDDEN = HttpServletResponse.SC_FORBIDDEN;

    private final CallRules rules;
    private final Audit audit;
    private final OpenCalls calls;
    private final RefusalCount refusals;
    private final JsonMapper json;

    AuditFilter(CallRules rules, Audit audit, OpenCalls calls, RefusalCount refusals, JsonMapper json) {
        this.rules = rules;
        this.audit = audit;
        this.calls = calls;
        this.refusals = refusals;
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !isOfTheApi(request)
                && rules.of(request.getMethod(), request.getRequestURI()).isEmpty();
    }

    /** Of what is no call of the API only the pages that stand in the table are noted here: logging in notes itself. */
    static boolean isOfTheApi(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var rule = rules.of(request.getMethod(), request.getRequestURI());
        try {
            doFilter(request, response, chain, rule, noting(rule, request));
        } finally {
            calls.leave(request);
        }
    }

    private void doFilter(
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            Optional<CallRule> rule,
            Noting noting)
            throws ServletException, IOException {
        var held = isRead(request) || noting == Noting.OF_PERSONS ? null : new ContentCachingResponseWrapper(response);
        try {
            chain.doFilter(request, held == null ? response : held);
        } catch (IOException | ServletException | RuntimeException broken) {
            if (held != null || noting == Noting.ALWAYS) {
                note(request, HttpServletResponse.SC_INTERNAL_SERVER_ERROR, rule, noting, "");
            }
            throw broken;
        }
        if (held == null) {
            note(request, response.getStatus(), rule, noting, code(response.getStatus()));
        } else {
            note(request, held.getStatus(), rule, noting, code(held));
            held.copyBodyToResponse();
        }
    }

    /** How a call is noted; of one that nobody listed every change is. */
    static Noting noting(Optional<CallRule> rule, HttpServletRequest request) {
        return rule.map(CallRule::noting).orElse(isRead(request) ? Noting.NOT : Noting.ALWAYS);
    }

    private static boolean isRead(HttpServletRequest request) {
        return switch (request.getMethod()) {
            case "GET", "HEAD", "OPTIONS" -> true;
            default -> false;
        };
    }

    private void note(HttpServletRequest request, int status, Optional<CallRule> rule, Noting noting, String code) {
        var by = actor(request);
        if (!isToBeNoted(request, by, status, noting)) {
            calls.drop(request);
            return;
        }
        var said = AuditNote.of(request).refusal();
        var answered = status < 400 ? "ok" : (status + " " + code).strip();
        var result = said != null ? said : answered;
        audit.note(audit.entry(by, deed(request, rule, result), call(request)), OpenCalls.of(request));
    }

    private boolean isToBeNoted(HttpServletRequest request, Actor by, int status, Noting noting) {
        boolean refused = status == UNAUTHORIZED || status == FORBIDDEN;
        boolean ledToLogIn = !isOfTheApi(request) && !refused && RightsCheck.isDenied(request);
        if (ledToLogIn) {
            return false;
        }
        return refused
                ? !isNotedAtTheDoor(request, status) && refusals.isOneByOne(by)
                : isNoted(noting, status, request);
    }

    /** The call as a line has it. */
    static String call(HttpServletRequest request) {
        return request.getMethod() + " " + request.getRequestURI();
    }

    /** A signature that proves wrong is noted where it is verified. */
    private static boolean isNotedAtTheDoor(HttpServletRequest request, int status) {
        return status == UNAUTHORIZED && SignedHead.isIn(request);
    }

    private static boolean isNoted(Noting noting, int status, HttpServletRequest request) {
        boolean failed = status >= 400 || AuditNote.of(request).refusal() != null;
        return switch (noting) {
            case NOT -> false;
            case ALWAYS -> true;
            case WITH_THE_CHANGE -> failed;
            case OF_PERSONS ->
                (!failed || !isRead(request))
                        && !caller().map(Person::roles).orElse(Set.of()).isEmpty();
        };
    }

    static Audit.Deed deed(HttpServletRequest request, Optional<CallRule> rule, String result) {
        var note = AuditNote.of(request);
        var said = note.purpose();
        var purpose = said == null ? header(request, PURPOSE) : said;
        var named = note.reference();
        var reference = named == null ? header(request, REFERENCE) : named;
        var told = note.object();
        var object = told == null ? rule.map(of -> object(of, request)).orElse("") : told;
        return new Audit.Deed(
                rule.map(CallRule::action).orElse("unknown"),
                object,
                note.before(),
                note.after(),
                purpose,
                reference,
                result);
    }

    /** What a path names, {@code replay 17}. */
    private static String object(CallRule rule, HttpServletRequest request) {
        var match = rule.path().matchAndExtract(PathContainer.parsePath(request.getRequestURI()));
        var kind = rule.action().replaceFirst("\\..*", "");
        if (kind.equals("read")) {
            return ""; // the path says it
        }
        return match == null || match.getUriVariables().isEmpty()
                ? kind
                : match.getUriVariables().values().stream().collect(Collectors.joining(" ", kind + " ", ""));
    }

    private static @Nullable String header(HttpServletRequest request, String name) {
        var value = request.getHeader(name);
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return value;
        }
    }

    private static Optional<Person> caller() {
        return Person.of(SecurityContextHolder.getContext().getAuthentication());
    }

    /** Not of a source, whose signature is believed only when its body is whole. */
    static boolean isOfAPerson() {
        return caller().isPresent();
    }

    static Actor actor(HttpServletRequest request) {
        var known = Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication());
        var name = known.filter(who -> who.getPrincipal() instanceof Person || who.getPrincipal() instanceof Source)
                .map(Authentication::getName)
                .orElse("nobody known");
        return new Actor(name, request.getRemoteAddr());
    }

    private static String code(int status) {
        return status == UNAUTHORIZED ? "S104" : status == FORBIDDEN ? "S105" : "";
    }

    private String code(ContentCachingResponseWrapper answer) {
        var type = answer.getContentType();
        if (answer.getStatus() < 400 || type == null || !type.startsWith("application/problem+json")) {
            return "";
        }
        try {
            return json.readTree(answer.getContentAsByteArray()).path("code").asString("");
        } catch (JacksonException cutShort) {
            return "";
        }
    }
}
