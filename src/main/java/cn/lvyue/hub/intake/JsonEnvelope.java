package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.ReadPlan;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** What stands around the records of a page: whether the page says that all is well, and what else it says. */
final class JsonEnvelope {
    private static final int MOST_SAID = 200;

    private final ReadPlan plan;
    private final StringBuilder said = new StringBuilder();
    private final Set<String> good = new HashSet<>();
    private @Nullable String bad;

    JsonEnvelope(ReadPlan plan) {
        this.plan = plan;
    }

    /** Looks at a scalar of the envelope. */
    void see(JsonParser parser, JsonToken token, String pointer) {
        var wanted = plan.okWhen().get(pointer);
        var text = token == JsonToken.VALUE_NULL ? "null" : parser.getString();
        if (wanted != null) {
            if (wanted.equals(text)) {
                good.add(pointer);
            } else {
                bad = pointer;
            }
        }
        if (said.length() < MOST_SAID && token != JsonToken.VALUE_NULL) {
            said.append(said.isEmpty() ? "" : ", ")
                    .append(pointer, 1, pointer.length())
                    .append('=');
            said.append(text, 0, Math.min(text.length(), MOST_SAID));
        }
    }

    /** Whether it says anything about being well at all. */
    boolean speaks() {
        return bad != null || !good.isEmpty();
    }

    void refuseErrorPage(String prefix) throws Refused {
        if (bad != null) {
            throw Fault.UNREADABLE.refuse(
                    prefix + bad, said.toString(), plan.okWhen().get(bad));
        }
    }

    /** At the document's end nothing that was demanded may be missing. */
    void refuseIncomplete(String prefix, boolean recordsFound) throws Refused {
        refuseErrorPage(prefix);
        if (!recordsFound) {
            throw Fault.UNREADABLE.refuse(prefix + plan.records(), said.toString(), plan.records());
        }
        for (var demanded : plan.okWhen().entrySet()) {
            if (!good.contains(demanded.getKey())) {
                throw Fault.UNREADABLE.refuse(prefix + demanded.getKey(), said.toString(), demanded.getValue());
            }
        }
    }
}
