package cn.lvyue.hub.console;

import cn.lvyue.hub.security.AuditEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One thing that a line of the audit tells of.
 *
 * @param what its name; empty where the line only has a text
 * @param before null where nothing is told of it, as {@code after}
 */
public record AuditChange(
        String what, @Nullable String before, @Nullable String after) {
    private static final String NOTHING = "null";

    /** As the line has them, those that were there before first. */
    static List<AuditChange> of(AuditEntry line, JsonMapper json) {
        var before = told(line.before(), json);
        var after = told(line.after(), json);
        var names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        var changes = new ArrayList<AuditChange>();
        names.forEach(name -> changes.add(new AuditChange(name, before.get(name), after.get(name))));
        return changes;
    }

    private static Map<String, String> told(@Nullable String text, JsonMapper json) {
        var told = new LinkedHashMap<String, String>();
        if (text != null) {
            try {
                json.readTree(text).properties().forEach(each -> put(told, each.getKey(), words(each.getValue())));
            } catch (JacksonException plain) {
                put(told, "", text);
            }
        }
        return told;
    }

    private static void put(Map<String, String> told, String name, String value) {
        if (!value.isEmpty() && !value.equals(NOTHING)) {
            told.put(name, value);
        }
    }

    private static String words(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().map(AuditChange::words).collect(Collectors.joining("; "));
        }
        if (value.isObject()) {
            return value.propertyStream()
                    .map(each -> each.getKey() + " " + words(each.getValue()))
                    .collect(Collectors.joining(", "));
        }
        return value.asString("");
    }
}
