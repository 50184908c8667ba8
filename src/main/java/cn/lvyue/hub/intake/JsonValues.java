package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.CellKind;
import cn.lvyue.hub.record.Finding;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The values of one JSON record, taken from the parser as they stand in the text. */
final class JsonValues {
    /** No amount or number has more digits before or behind its point; 1e999999999 must not become a billion zeros. */
    private static final int MOST_ZEROS = 400;

    private static final JsonFactory WRITER = new JsonFactory();

    private final ReadTask task;
    final @Nullable String[] values;
    final CellKind[] kinds;
    private @Nullable List<Finding> faults;

    JsonValues(ReadTask task) {
        this.task = task;
        this.values = task.emptyValues();
        this.kinds = new CellKind[values.length];
        Arrays.fill(kinds, CellKind.TEXT);
    }

    List<Finding> faults() {
        return faults == null ? List.of() : faults;
    }

    void fault(Finding finding) {
        faults = faults == null ? new ArrayList<>() : faults;
        faults.add(finding);
    }

    boolean isEmpty() {
        for (var value : values) {
            if (value != null) {
                return false;
            }
        }
        return true;
    }

    /** Takes all fields of the object the parser stands at the beginning of. Of a doubled name the last counts. */
    void takeObject(JsonParser parser, JsonFields fields, String place) {
        for (var name = parser.nextName(); name != null; name = parser.nextName()) {
            var field = fields.child(name);
            var token = parser.nextToken();
            if (field == null) {
                parser.skipChildren();
            } else if (field.slot() < 0 && token == JsonToken.START_OBJECT) {
                takeObject(parser, field, place);
            } else {
                take(parser, token, field, place);
            }
        }
    }

    /** Takes the value the parser stands at, if it is asked for. */
    void take(JsonParser parser, @Nullable JsonToken token, JsonFields field, String place) {
        int slot = field.slot();
        if (slot < 0 || token == null) {
            parser.skipChildren();
            return;
        }
        kinds[slot] = kind(token);
        values[slot] = checked(text(parser, token), slot, place);
    }

    private static CellKind kind(JsonToken token) {
        return switch (token) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> CellKind.NUMBER;
            case VALUE_TRUE, VALUE_FALSE -> CellKind.BOOLEAN;
            default -> CellKind.TEXT;
        };
    }

    private static @Nullable String text(JsonParser parser, JsonToken token) {
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_NUMBER_FLOAT -> plain(parser.getString());
            case START_OBJECT, START_ARRAY -> json(parser);
            default -> parser.getString();
        };
    }

    private static String plain(String number) {
        if (number.indexOf('e') < 0 && number.indexOf('E') < 0) {
            return number;
        }
        try {
            var decimal = new BigDecimal(number);
            return Math.abs((long) decimal.scale()) > MOST_ZEROS ? number : decimal.toPlainString();
        } catch (NumberFormatException beyondAnyExponent) {
            return number;
        }
    }

    private static String json(JsonParser parser) {
        var text = new StringWriter();
        try (var generator = WRITER.createGenerator(ObjectWriteContext.empty(), text)) {
            generator.copyCurrentStructure(parser);
        }
        return text.toString();
    }

    private @Nullable String checked(@Nullable String text, int slot, String place) {
        if (text == null) {
            return null;
        }
        if (text.length() > task.settings.maxCell()) {
            fault(Fault.BROKEN_RECORD.at(
                    place(slot, place),
                    String.valueOf(text.length()),
                    task.limit("max-cell", task.settings.maxCell())));
            return null;
        }
        if (hasHalfCharacter(text)) {
            fault(Fault.CHARSET.at(place(slot, place), "\\uD800…\\uDFFF", "Unicode"));
            return null;
        }
        return text;
    }

    private String place(int slot, String place) {
        return place
                + (place.endsWith("/") ? "" : "/")
                + task.plan.sourceFields().get(slot).replace('.', '/');
    }

    /** An escaped surrogate without its other half is no character and could not be stored (RFC 8259, section 8.2). */
    static boolean hasHalfCharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
                if (!pair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
