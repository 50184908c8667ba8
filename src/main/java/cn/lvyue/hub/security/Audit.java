package cn.lvyue.hub.security;

import cn.lvyue.hub.security.SourceKeys.Actor;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Takes down what somebody did. What is noted within a transaction is kept exactly if the deed is. */
@Component
public class Audit {
    private final AuditStore store;
    private final JsonMapper json;
    private final Clock clock;

    Audit(AuditStore store, JsonMapper json, Clock clock) {
        this.store = store;
        this.json = json;
        this.clock = clock;
    }

    /**
     * What was done. Nothing of it may be secret or about a complainant.
     *
     * @param action in the manner of {@code key.add}
     * @param object what it was done to: {@code key credit-site.abc}
     * @param before by name; empty if nothing was there
     * @param after by name; empty if nothing is left
     * @param purpose why, in the words of who did it
     * @param reference the case or letter that asks for it
     * @param result {@code ok}, or why not
     */
    public record Deed(
            String action,
            String object,
            Map<String, Object> before,
            Map<String, Object> after,
            @Nullable String purpose,
            @Nullable String reference,
            String result) {

        /** A deed that went well, with nothing more to tell. */
        public static Deed of(String action, String object) {
            return new Deed(action, object, Map.of(), Map.of(), null, null, "ok");
        }

        public Deed from(Map<String, Object> was) {
            return new Deed(action, object, was, after, purpose, reference, result);
        }

        public Deed to(Map<String, Object> is) {
            return new Deed(action, object, before, is, purpose, reference, result);
        }

        /** @param how {@code ok}, or why not */
        public Deed ended(String how) {
            return new Deed(action, object, before, after, purpose, reference, how);
        }

        public Deed because(@Nullable String why, @Nullable String of) {
            return new Deed(action, object, before, after, why, of, result);
        }
    }

    /** @param action in the manner of {@code key.add} @param what nothing secret; shortened when it is long */
    public void note(Actor by, String action, String what, String result) {
        store.add(clock.instant(), by.name(), by.address(), action, what, result);
    }

    public void note(Actor by, Deed deed) {
        store.add(entry(by, deed, deed.object()));
    }

    /** @param open the number of the call, which ends with its line; none if it was not taken down before */
    void note(AuditEntry entry, @Nullable Long open) {
        store.add(entry, open);
    }

    /** The line of a deed of this moment. @param what the call by which it is done */
    AuditEntry entry(Actor by, Deed deed, String what) {
        return new AuditEntry(
                0,
                clock.instant(),
                by.name(),
                by.address(),
                deed.action(),
                what,
                deed.object(),
                text(deed.before()),
                text(deed.after()),
                deed.purpose(),
                deed.reference(),
                deed.result());
    }

    private @Nullable String text(Map<String, Object> values) {
        return values.isEmpty() ? null : json.writeValueAsString(values);
    }
}
