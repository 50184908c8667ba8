package cn.lvyue.hub.security;

import cn.lvyue.hub.security.SourceKeys.Actor;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Takes down what an administrator did, for modules that have no audit of their own. */
@Component
public class Audit {
    private final AuditStore store;
    private final Clock clock;

    Audit(AuditStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @param action in the manner of {@code key.add} @param what nothing secret; shortened when it is long */
    public void note(Actor by, String action, String what, String result) {
        store.add(clock.instant(), by.name(), by.address(), action, what, result);
    }
}
