package cn.lvyue.hub.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.http.HttpMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Knows a post of a message when it sees one. Its address has a variable part, so otherwise every call there is would be tried for each
 * post, which takes longer than to archive it. Everything else is looked up as usual.
 */
final class PostsFirst extends RequestMappingHandlerMapping implements SmartInitializingSingleton {
    private @Nullable RequestMappingInfo posts;
    private @Nullable ShortPost handler;

    /** A post that asks for nothing but to be kept; {@link ShortPosts} handles it. */
    static final class ShortPost extends HandlerMethod {
        private ShortPost(HandlerMethod whole) {
            super(whole);
        }

        FeedMessages messages() {
            return (FeedMessages) getBean();
        }
    }

    /** Not earlier: whatever the call needs would be made before its time. */
    @Override
    public void afterSingletonsInstantiated() {
        getHandlerMethods().entrySet().stream()
                .filter(one -> one.getValue().getBeanType() == FeedMessages.class)
                .findFirst()
                .ifPresent(this::learn);
    }

    private void learn(Map.Entry<RequestMappingInfo, HandlerMethod> of) {
        posts = of.getKey();
        handler = new ShortPost(of.getValue().createWithResolvedBean());
    }

    @Override
    protected @Nullable HandlerMethod getHandlerInternal(HttpServletRequest request) throws Exception {
        var post = handler;
        if (post == null || !isLikelyPost(request)) {
            return super.getHandlerInternal(request);
        }
        var match = posts == null ? null : posts.getMatchingCondition(request);
        if (match == null) {
            return super.getHandlerInternal(request);
        }
        request.setAttribute(BEST_MATCHING_HANDLER_ATTRIBUTE, post);
        handleMatch(match, initLookupPath(request), request);
        return post;
    }

    /** What has a query may ask for more, so it goes the long way. */
    private static boolean isLikelyPost(HttpServletRequest request) {
        return HttpMethod.POST.name().equals(request.getMethod())
                && request.getQueryString() == null
                && request.getRequestURI().endsWith(FeedMessages.LAST);
    }
}
