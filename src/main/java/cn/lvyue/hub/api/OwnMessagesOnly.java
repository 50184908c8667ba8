package cn.lvyue.hub.api;

import cn.lvyue.hub.archive.Archive;
import cn.lvyue.hub.security.Looks;
import cn.lvyue.hub.security.Looks.Kind;
import cn.lvyue.hub.security.Looks.Subject;
import cn.lvyue.hub.security.Looks.Why;
import cn.lvyue.hub.security.Source;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** Shows a source the messages of its own feed, masked; those of others are to it as if they were not there. */
@Component
class OwnMessagesOnly implements HandlerInterceptor {
    /** Every call about one message. */
    static final String PATHS = "/api/v1/messages/{id}/**";

    private final Archive archive;
    private final Looks looks;

    OwnMessagesOnly(Archive archive, Looks looks) {
        this.looks = looks;
        this.archive = archive;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Source.of(request.getUserPrincipal()).ifPresent(source -> check(source, request));
        return true;
    }

    private void check(Source source, HttpServletRequest request) {
        var id = id(request);
        boolean own = archive.message(Limits.id(id))
                .filter(message -> message.feed().equals(source.feed()))
                .isPresent();
        if (!own) {
            throw Refusal.notFound("报文", "message", id);
        }
        if (!"false".equals(Objects.requireNonNullElse(request.getParameter("unmask"), "false"))) {
            looks.refused(
                    Reveals.actor(request), new Subject(Kind.MESSAGE, id), Why.unsaid(), "key of a source: no right");
            throw Refusal.of(
                    ProblemKind.NOT_ALLOWED, "来源密钥不能取消脱敏（unmask）", "the key of a source cannot unmask personal data");
        }
    }

    private static String id(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> parts
                ? String.valueOf(parts.get("id"))
                : "";
    }
}
