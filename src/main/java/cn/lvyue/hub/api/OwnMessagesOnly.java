package cn.lvyue.hub.api;

import cn.lvyue.hub.archive.Archive;
import cn.lvyue.hub.security.Looks;
import cn.lvyue.hub.security.Looks.Kind;
import cn.lvyue.hub.security.Looks.Subject;
import cn.lvyue.hub.security.Looks.Why;
import cn.lvyue.hub.security.Person;
import cn.lvyue.hub.security.Source;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Shows a source the messages of its own feed, masked, and a source clerk those of his feeds; those of others are to them as if
 * they were not there. A clerk posts to his feeds only.
 */
@Component
class OwnMessagesOnly implements HandlerInterceptor {
    /** Every call about one message. */
    static final String PATHS = "/api/v1/messages/{id}/**";

    /** Where a clerk posts. */
    static final String POSTS = "/api/v1/feeds/{feed}/messages";

    /** Where a clerk tries files out. */
    static final String TRIALS = "/api/v1/feeds/{feed}/trials/**";

    private final Archive archive;
    private final Looks looks;

    OwnMessagesOnly(Archive archive, Looks looks) {
        this.looks = looks;
        this.archive = archive;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var user = request.getUserPrincipal();
        if (part(request, "feed").isEmpty()) {
            Source.of(user).ifPresent(source -> check(source, request));
        }
        Person.of(user).filter(Person::isOfFeedsOnly).ifPresent(clerk -> check(clerk, request));
        return true;
    }

    private void check(Person clerk, HttpServletRequest request) {
        var feed = part(request, "feed");
        if (!feed.isEmpty()
                && clerk.feeds().stream().noneMatch(own -> own.value().equals(feed))) {
            throw Refusal.of(
                    ProblemKind.NOT_ALLOWED, "不是来源 %s 的经办人".formatted(feed), "no clerk of feed %s".formatted(feed));
        }
        var id = part(request, "id");
        boolean own = feed.isEmpty()
                && archive.message(Limits.id(id))
                        .filter(message -> clerk.feeds().contains(message.feed()))
                        .isPresent();
        if (feed.isEmpty() && !own) {
            throw Refusal.notFound("报文", "message", id);
        }
    }

    private void check(Source source, HttpServletRequest request) {
        var id = part(request, "id");
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

    private static String part(HttpServletRequest request, String name) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> parts
                        && parts.get(name) != null
                ? String.valueOf(parts.get(name))
                : "";
    }
}
