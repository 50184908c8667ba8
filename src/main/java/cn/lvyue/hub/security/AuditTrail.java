package cn.lvyue.hub.security;

import java.util.List;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Reads the audit; nothing here can change it. */
@Component
public class AuditTrail {
    private static final int CHUNK = 1_000;

    private final AuditStore store;

    AuditTrail(AuditStore store) {
        this.store = store;
    }

    /** Lines that fit, newest first. @param before an id: older ones only */
    public List<AuditEntry> page(AuditQuery query, long before, int limit) {
        return store.page(query, before, limit);
    }

    /** Hands over every line that fits, newest first, a page at a time, however many there are. */
    public void each(AuditQuery query, Consumer<AuditEntry> reader) {
        long before = Long.MAX_VALUE;
        for (var page = store.page(query, before, CHUNK); !page.isEmpty(); page = store.page(query, before, CHUNK)) {
            page.forEach(reader);
            before = page.get(page.size() - 1).id();
        }
    }
}
