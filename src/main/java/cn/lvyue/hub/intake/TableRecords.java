package cn.lvyue.hub.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import cn.lvyue.hub.record.SourceRecord;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * Rows of a database table as the channel {@code table} archives them: {@code {"table":"HT_WYXX","key":["SEQ_NO"],"rows":[…]}},
 * table and key before the rows, each row an object of column → value in which an object stands for a value that was not taken.
 * Column names are told apart without regard to case, as databases do.
 */
final class TableRecords implements RecordSource {
    private static final String FORM = "{\"table\":…,\"key\":[…],\"rows\":[…]}";

    private final ReadTask task;
    private final FileInMessage file;
    private final JsonParser parser;
    private final TableColumns columns;
    private final List<String> key = new ArrayList<>();
    private String table = "";
    private boolean inRows;
    private long index;

    private TableRecords(ReadTask task, FileInMessage file) {
        this.task = task;
        this.file = file;
        this.columns = new TableColumns(task);
        this.parser = JsonParsing.factory(task.settings)
                .createParser(ObjectReadContext.empty(), new InputStreamReader(file.bytes(), UTF_8));
    }

    static RecordSource open(ReadTask task, FileInMessage file) {
        return new TableRecords(task, file);
    }

    @Override
    public @Nullable SourceRecord next() throws Refused {
        try {
            if (!inRows) {
                begin();
                inRows = true;
            }
            return row();
        } catch (JacksonException e) {
            throw JsonParsing.refusal(file.prefix(), e, task.settings);
        }
    }

    @Override
    public void close() {
        file.close();
    }

    private void begin() throws Refused {
        demand(parser.nextToken() == JsonToken.START_OBJECT);
        for (var name = parser.nextName(); !"rows".equals(name); name = parser.nextName()) {
            demand(name != null);
            var token = parser.nextToken();
            switch (String.valueOf(name)) {
                case "table" -> table = parser.getString();
                case "key" -> {
                    demand(token == JsonToken.START_ARRAY);
                    while (parser.nextToken() == JsonToken.VALUE_STRING) {
                        key.add(parser.getString());
                    }
                }
                default -> parser.skipChildren();
            }
        }
        demand(!table.isEmpty() && !key.isEmpty() && parser.nextToken() == JsonToken.START_ARRAY);
    }

    private @Nullable SourceRecord row() throws Refused {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            demand(parser.currentToken() == JsonToken.END_ARRAY && parser.nextToken() == JsonToken.END_OBJECT);
            demand(parser.nextToken() == null);
            return null;
        }
        var row = columns.take(parser);
        var places = new TablePlaces(file.prefix() + place(row));
        return task.record(index++, places, row.values(), null, row.faults(places));
    }

    private String place(TableColumns.Row row) {
        var place = new StringBuilder(table);
        char before = '.';
        for (var column : key) {
            place.append(before).append(column).append('=').append(row.all().get(column.toLowerCase(Locale.ROOT)));
            before = ',';
        }
        return place.toString();
    }

    private void demand(boolean inOrder) throws Refused {
        if (!inOrder) {
            throw Fault.UNREADABLE.refuse(file.place(), null, FORM);
        }
    }
}
