package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.SourceRecord;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** Records of a text with one JSON object per line. A broken line is one broken record; the next line is read as if nothing was. */
final class NdjsonRecords implements RecordSource {
    private final ReadTask task;
    private final FileInMessage file;
    private final DecodedText text;
    private final TextLines lines;
    private final JsonFactory factory;
    private final JsonFields fields;
    private final NdjsonPlaces places;

    NdjsonRecords(ReadTask task, FileInMessage file, DecodedText text, Reader reader) {
        this.task = task;
        this.file = file;
        this.text = text;
        this.lines = new TextLines(reader, task.settings.maxRecord());
        this.factory = JsonParsing.factory(task.settings);
        this.fields = JsonFields.of(task.plan.sourceFields());
        this.places = new NdjsonPlaces(file.prefix());
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
        while (lines.next()) {
            if (!lines.isBlank()) {
                return record();
            }
        }
        TextCharset.tell(task, file, text);
        return null;
    }

    @Override
    public void close() {
        file.close();
    }

    private SourceRecord record() {
        var values = new JsonValues(task);
        var place = places.ofRecord(lines.number());
        var damage = text.damageBefore(lines.end());
        if (damage != null) {
            values.fault(Fault.CHARSET.at(place, damage.what(), "UTF-8"));
        } else if (lines.isTooLong()) {
            values.fault(Fault.BROKEN_RECORD.at(place, null, task.limit("max-record", task.settings.maxRecord())));
        } else {
            take(values, place);
        }
        return task.record(lines.number(), places, values.values, values.kinds, values.faults());
    }

    private void take(JsonValues values, String place) {
        try (var parser =
                factory.createParser(ObjectReadContext.empty(), lines.characters(), lines.start(), lines.length())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                values.fault(Fault.BROKEN_RECORD.at(place, null, "{…}"));
                return;
            }
            values.takeObject(parser, fields, place);
            if (parser.nextToken() != null) {
                values.fault(Fault.BROKEN_RECORD.at(place, String.valueOf(parser.currentToken()), "{…}"));
            }
        } catch (StreamConstraintsException e) {
            values.fault(Fault.BROKEN_RECORD.at(place, null, JsonParsing.limit(e, task.settings)));
        } catch (JacksonException e) {
            var location = e.getLocation();
            var column = location == null ? null : "column " + location.getColumnNr();
            values.fault(Fault.BROKEN_RECORD.at(place, column, "JSON"));
        }
    }
}
