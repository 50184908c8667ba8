package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Takes the columns a plan asks for out of archived rows. */
final class TableColumns {
    /** What the channel writes in place of a value it does not take, and the finding that says so. */
    private static final Map<String, String> REFUSED = Map.of("BINARY", "T141", "TOO_LONG", "T142", "UNREADABLE", "T143");

    private final ReadTask task;
    private final Map<String, Integer> slots = new HashMap<>();

    TableColumns(ReadTask task) {
        this.task = task;
        var names = task.plan.sourceFields();
        for (int slot = 0; slot < names.size(); slot++) {
            slots.put(names.get(slot).toLowerCase(Locale.ROOT), slot);
        }
    }

    /**
     * One row.
     *
     * @param values by slot
     * @param all every scalar value of the row, by its column in lower case
     * @param broken columns whose value cannot be used: source field → code of the finding and what is wanted
     */
    record Row(@Nullable String[] values, Map<String, String> all, List<Broken> broken) {
        List<Finding> faults(TablePlaces places) {
            return broken.stream()
                    .map(fault -> new Finding(
                            fault.code(),
                            Severity.REJECT,
                            null,
                            places.ofField(0, fault.column()),
                            fault.value(),
                            fault.wanted()))
                    .toList();
        }
    }

    /** A value that cannot be used. */
    record Broken(String column, String code, @Nullable String value, @Nullable String wanted) {}

    /** The parser stands at the beginning of the row and is left at its end. */
    Row take(JsonParser parser) {
        var row = new Row(task.emptyValues(), new HashMap<>(), new ArrayList<>(0));
        for (var name = parser.nextName(); name != null; name = parser.nextName()) {
            var token = parser.nextToken();
            var column = name.toLowerCase(Locale.ROOT);
            if (token == JsonToken.START_OBJECT) {
                refused(parser, row, column);
            } else if (token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                scalar(parser.getString(), row, column);
            } else {
                parser.skipChildren();
            }
        }
        return row;
    }

    private void scalar(String text, Row row, String column) {
        row.all().put(column, text);
        var slot = slots.get(column);
        if (slot == null) {
            return;
        }
        var name = task.plan.sourceFields().get(slot);
        if (text.length() > task.settings.maxCell()) {
            var limit = task.limit("max-cell", task.settings.maxCell());
            row.broken().add(new Broken(name, "T142", String.valueOf(text.length()), limit));
        } else if (JsonValues.hasHalfCharacter(text)) {
            row.broken().add(new Broken(name, "F102", "\\uD800…\\uDFFF", "Unicode"));
        } else {
            row.values()[slot] = text;
        }
    }

    /** A column that no rule reads may hold what it likes. */
    private void refused(JsonParser parser, Row row, String column) {
        var said = new HashMap<String, String>();
        for (var name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            said.put(name, parser.getString());
            parser.skipChildren();
        }
        var slot = slots.get(column);
        if (slot != null) {
            var code = REFUSED.getOrDefault(said.getOrDefault("refused", ""), "T143");
            row.broken().add(new Broken(task.plan.sourceFields().get(slot), code, said.get("type"), said.get("wanted")));
        }
    }
}
