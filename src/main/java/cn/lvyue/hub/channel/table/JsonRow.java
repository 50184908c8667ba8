package cn.lvyue.hub.channel.table;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one row as JSON (RFC 8259), columns in the table's order, without white space. */
final class JsonRow {
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter();

    private static final DateTimeFormatter SORTABLE = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 9, 9, true)
            .toFormatter();

    private final StringBuilder json = new StringBuilder("{");

    /** {@code 2023-07-21 05:24:40.5} */
    static String written(LocalDateTime moment) {
        return MOMENT.format(moment);
    }

    /** {@code 2023-07-21T05:24:40.500000000}: texts of one length, in the order of time. */
    static String sortable(LocalDateTime moment) {
        return SORTABLE.format(moment);
    }

    JsonRow name(String name) {
        if (json.length() > 1) {
            json.append(',');
        }
        quote(json, name);
        json.append(':');
        return this;
    }

    void raw(String value) {
        json.append(value);
    }

    void text(@Nullable String value) {
        if (value == null) {
            json.append("null");
        } else {
            quote(json, value);
        }
    }

    /** @param why null where there is no value that could be refused */
    void refused(@Nullable String why, String type, @Nullable String wanted) {
        if (why == null) {
            json.append("null");
            return;
        }
        json.append("{\"refused\":\"").append(why).append("\",\"type\":");
        quote(json, type);
        if (wanted != null) {
            json.append(",\"wanted\":");
            quote(json, wanted);
        }
        json.append('}');
    }

    String end() {
        return json.append('}').toString();
    }

    /** The message of a batch: the table and its key columns as the settings call them, then the rows in the order they were read. */
    static String message(TableSource source, List<SourceRow> rows) {
        var message = new StringBuilder("{\"table\":");
        quote(message, source.table());
        message.append(",\"key\":").append(array(source.key())).append(",\"rows\":[\n");
        for (int i = 0; i < rows.size(); i++) {
            message.append(i == 0 ? "" : ",\n").append(rows.get(i).json());
        }
        return message.append("\n]}\n").toString();
    }

    static String array(List<String> texts) {
        var array = new StringBuilder("[");
        for (int i = 0; i < texts.size(); i++) {
            array.append(i == 0 ? "" : ",");
            quote(array, texts.get(i));
        }
        return array.append(']').toString();
    }

    /** Half a surrogate pair is kept as an escape: the reader refuses it with the column's name, and nothing is replaced here. */
    private static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c) && !isPaired(text, i)) {
                out.append("\\u").append(Character.forDigit(c >> 12, 16)).append(Character.forDigit(c >> 8 & 15, 16));
                out.append(Character.forDigit(c >> 4 & 15, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private static boolean isPaired(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }
}
