package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.SourceRecord;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * Records of one JSON document, whichever of its usual shapes it has: an array, a page with an array inside, or a single
 * record. The array is read as a stream.
 */
final class JsonDocument implements RecordSource {
    /** Stands for "nothing below here is asked for". */
    private static final JsonFields NOTHING = new JsonFields();

    private final ReadTask task;
    private final FileInMessage file;
    private final DecodedText text;
    private final JsonParser parser;
    private final JsonFields fields;
    private final JsonEnvelope envelope;
    private final Deque<JsonFields> open = new ArrayDeque<>();
    private JsonPlaces places;
    private @Nullable JsonValues single;
    private boolean begun;
    private boolean inArray;
    private boolean found;
    private boolean ended;
    private long index;

    JsonDocument(ReadTask task, FileInMessage file, DecodedText text, Reader reader) {
        this.task = task;
        this.file = file;
        this.text = text;
        this.fields = JsonFields.of(task.plan.sourceFields());
        this.envelope = new JsonEnvelope(task.plan);
        this.places = new JsonPlaces(file.prefix(), task.plan.records(), true);
        this.parser = JsonParsing.factory(task.settings).createParser(ObjectReadContext.empty(), reader);
    }

    @Override
    public @Nullable SourceRecord next() throws Refused {
        try {
            if (!begun) {
                begun = true;
                begin();
            }
            var record = ended ? null : inArray ? element() : seek();
            if (record == null) {
                TextCharset.tell(task, file, text);
            }
            return record;
        } catch (JacksonException e) {
            throw JsonParsing.refusal(file.prefix(), e, task.settings);
        }
    }

    @Override
    public void close() {
        file.close();
    }

    private void begin() throws Refused {
        var token = parser.nextToken();
        if (token == JsonToken.START_ARRAY) {
            places = new JsonPlaces(file.prefix(), "", true);
            inArray = true;
            found = true;
        } else if (token == JsonToken.START_OBJECT) {
            open.push(fields);
            single = new JsonValues(task);
        } else {
            throw Fault.UNREADABLE.refuse(file.place(), null, Fault.JSON_START);
        }
    }

    private @Nullable SourceRecord element() throws Refused {
        var token = parser.nextToken();
        if (token == JsonToken.START_OBJECT) {
            return record(index++, parser.currentTokenLocation().getCharOffset());
        }
        if (token == JsonToken.END_ARRAY) {
            inArray = false;
            return open.isEmpty() ? end() : seek();
        }
        var values = new JsonValues(task);
        values.fault(Fault.BROKEN_RECORD.at(places.ofRecord(index), String.valueOf(token), "{…}"));
        parser.skipChildren();
        return task.record(index++, places, values.values, values.kinds, values.faults());
    }

    private SourceRecord record(long position, long start) {
        var values = new JsonValues(task);
        var before = text.damageBefore(start);
        if (before != null) {
            task.note(Fault.CHARSET.remark(file.place(), before.what(), "UTF-8"));
        }
        values.takeObject(parser, fields, places.ofRecord(position));
        return delivered(position, values);
    }

    private SourceRecord delivered(long position, JsonValues values) {
        var damage = text.damageBefore(parser.currentTokenLocation().getCharOffset());
        if (damage != null) {
            var charset = text.charset();
            values.fault(Fault.CHARSET.at(
                    places.ofRecord(position), damage.what(), charset == null ? "UTF-8" : charset.name()));
        }
        return task.record(position, places, values.values, values.kinds, values.faults());
    }

    /** Goes through the envelope to the records, or behind them to the end. */
    private @Nullable SourceRecord seek() throws Refused {
        while (!open.isEmpty()) {
            var token = Objects.requireNonNull(parser.nextToken());
            switch (token) {
                case START_OBJECT -> {
                    if (isAtRecords()) {
                        found = true;
                        envelope.refuseErrorPage(file.prefix());
                        places = new JsonPlaces(file.prefix(), task.plan.records(), false);
                        return record(0, parser.currentTokenLocation().getCharOffset());
                    }
                    open.push(Objects.requireNonNullElse(child(), NOTHING));
                }
                case END_OBJECT -> open.pop();
                case START_ARRAY -> {
                    if (isAtRecords()) {
                        found = true;
                        inArray = true;
                        envelope.refuseErrorPage(file.prefix());
                        return element();
                    }
                    take(token);
                }
                case PROPERTY_NAME -> {}
                default -> take(token);
            }
        }
        return end();
    }

    private void take(JsonToken token) {
        if (token.isScalarValue()) {
            found |= isAtRecords();
            envelope.see(parser, token, pointer());
        }
        var field = child();
        if (field != null && single != null) {
            single.take(parser, token, field, file.prefix() + "/");
        } else {
            parser.skipChildren();
        }
    }

    private @Nullable JsonFields child() {
        return open.element().child(parser.currentName());
    }

    private boolean isAtRecords() {
        return pointer().equals(task.plan.records());
    }

    private String pointer() {
        return parser.streamReadContext().pathAsPointer().toString();
    }

    /** The document is over; if it was one record and no page, that record comes now. */
    private @Nullable SourceRecord end() throws Refused {
        ended = true;
        long last = parser.currentTokenLocation().getCharOffset();
        var values = single;
        boolean isRecord = values != null && !found && !envelope.speaks() && (isWholeDocument() || !values.isEmpty());
        if (parser.nextToken() != null) {
            throw Fault.UNREADABLE.refuse(file.place(), String.valueOf(parser.currentToken()), "JSON");
        }
        if (!isRecord && single != null) {
            envelope.refuseIncomplete(file.prefix(), found);
        }
        var damage = text.damageBefore(last);
        if (values == null || !isRecord) {
            return null;
        }
        places = new JsonPlaces(file.prefix(), "", false);
        if (damage != null) {
            values.fault(Fault.CHARSET.at(places.ofRecord(0), damage.what(), "UTF-8"));
        }
        return task.record(0, places, values.values, values.kinds, values.faults());
    }

    private boolean isWholeDocument() {
        return task.plan.records().isEmpty();
    }
}
