package cn.lvyue.hub.api;

import cn.lvyue.hub.retention.Retention;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** Says of a body that was destroyed as planned that it is gone (410), and by which plan. */
@Component
class DestroyedBodies implements HandlerInterceptor {
    static final String PATH = "/api/v1/messages/{id}/raw";

    private final ObjectProvider<Retention> retention;

    DestroyedBodies(ObjectProvider<Retention> retention) {
        this.retention = retention;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> parts) {
            long id = Limits.id(String.valueOf(parts.get("id")));
            retention.stream().findFirst().flatMap(kept -> kept.destroyedBy(id)).ifPresent(plan -> {
                throw Refusal.of(
                        ProblemKind.DESTROYED,
                        "报文 %d 的正文已按销毁计划 %d 销毁".formatted(id, plan),
                        "the body of message %d was destroyed under plan %d".formatted(id, plan));
            });
        }
        return true;
    }
}
