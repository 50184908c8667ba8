package cn.lvyue.hub.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a call can add to the line the audit keeps of it: what was there before and after, and why. It need not: the line is
 * written in any case, by the door. Never put a secret or a person's data here.
 */
public final class AuditNote {
    private static final String ATTRIBUTE = AuditNote.class.getName();

    private final Map<String, Object> before = new LinkedHashMap<>();
    private final Map<String, Object> after = new LinkedHashMap<>();
    private @Nullable String object;
    private @Nullable String purpose;
    private @Nullable String reference;
    private @Nullable String refusal;

    private AuditNote() {}

    /** The note of a call. */
    public static AuditNote of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof AuditNote there) {
            return there;
        }
        var note = new AuditNote();
        request.setAttribute(ATTRIBUTE, note);
        return note;
    }

    /** @param name what it was done to, {@code batch 17}; by default taken from the path */
    public AuditNote object(String name) {
        object = name;
        return this;
    }

    public AuditNote before(String what, @Nullable Object value) {
        before.put(what, String.valueOf(value));
        return this;
    }

    public AuditNote after(String what, @Nullable Object value) {
        after.put(what, String.valueOf(value));
        return this;
    }

    /** @param why in the words of who acts */
    public AuditNote purpose(@Nullable String why) {
        purpose = why;
        return this;
    }

    /** @param caseOrLetter that asks for it */
    public AuditNote reference(@Nullable String caseOrLetter) {
        reference = caseOrLetter;
        return this;
    }

    /** That it was not done: the one way a page tells so, whether it shows its form again or leads back to it with the reason. */
    public AuditNote refused(int status, String code) {
        refusal = status + " " + code;
        return this;
    }

    @Nullable
    String refusal() {
        return refusal;
    }

    Map<String, Object> before() {
        return before;
    }

    Map<String, Object> after() {
        return after;
    }

    @Nullable
    String object() {
        return object;
    }

    @Nullable
    String purpose() {
        return purpose;
    }

    @Nullable
    String reference() {
        return reference;
    }
}
