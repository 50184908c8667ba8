package cn.lvyue.hub.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerAdapter;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;

/** Hands a post straight to its call and writes the answer as it is: there is nothing to bind, to convert or to negotiate. */
@Component
class ShortPosts implements HandlerAdapter, Ordered {
    @Override
    public boolean supports(Object handler) {
        return handler instanceof PostsFirst.ShortPost;
    }

    @Override
    public @Nullable ModelAndView handle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        ((PostsFirst.ShortPost) handler).messages().receive(feed(request), request, response);
        return null;
    }

    private static String feed(HttpServletRequest request) {
        var parts = (Map<?, ?>) Objects.requireNonNull(
                request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE), "the address was matched");
        return String.valueOf(parts.get("feed"));
    }

    /** Before the adapter that handles every call there is. */
    @Override
    public int getOrder() {
        return 0;
    }
}
