package cn.lvyue.hub.security;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Knows which changing calls were begun and have not been answered, on every node, so that a hub that dies after a change leaves
 * word of who asked for it. Called by route {@code open-calls}.
 */
@Component("openCalls")
class OpenCalls {
    /** The result of a call of which nobody can tell whether it did what it was to do. */
    static final String UNKNOWN = "unknown";

    private static final String ATTRIBUTE = OpenCalls.class.getName();

    private final OpenCallStore store;
    private final DutiesSettings settings;
    private final Clock clock;
    private final Set<Long> here = ConcurrentHashMap.newKeySet();

    OpenCalls(OpenCallStore store, DutiesSettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /** Committed on return. @param call its time is now; it has no result yet */
    void begin(HttpServletRequest request, AuditEntry call) {
        request.setAttribute(ATTRIBUTE, begin(call));
    }

    long begin(AuditEntry call) {
        long id = store.add(call);
        here.add(id);
        return id;
    }

    /** Under which number a request was begun; none if it is not one that is. */
    static @Nullable Long of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Long id ? id : null;
    }

    /** That no line is to be kept of it. */
    void drop(HttpServletRequest request) {
        var id = of(request);
        if (id != null) {
            store.remove(id);
        }
    }

    /** This node has nothing more to say of it: if its line could not be written, it will be told as unknown. */
    void leave(HttpServletRequest request) {
        var id = of(request);
        if (id != null) {
            here.remove(id);
        }
    }

    /** Says that this node is still there, and tells of calls whose node is not. */
    void watch() {
        var now = clock.instant();
        var open = List.copyOf(here);
        if (!open.isEmpty()) {
            store.seen(open, now);
        }
        store.tell(now.minus(settings.unknownAfter()), now, UNKNOWN);
    }
}
