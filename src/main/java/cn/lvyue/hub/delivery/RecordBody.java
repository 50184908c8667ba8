package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.PackageBody.Line;
import cn.lvyue.hub.record.DueKind;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.standard.Field;
import cn.lvyue.hub.standard.Masking;
import cn.lvyue.hub.standard.Role;
import cn.lvyue.hub.standard.StandardPack;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes one record for one platform: the fields the pack includes or masks on that way, in the pack's order, and always what
 * identifies the record. A removal carries identification only.
 */
class RecordBody {
    private final JsonFactory json = new JsonFactory();
    private final StandardPack pack;
    private final Target target;
    private final Field.Use[] uses;
    private final boolean[] prose;
    private final boolean[] personal;
    private final int complaintNo;
    private final int sourceRecordNo;
    private final int revision;
    private final int dataState;

    RecordBody(StandardPack pack, Target target) {
        this.pack = pack;
        this.target = target;
        this.uses = new Field.Use[pack.fields().size()];
        this.prose = new boolean[uses.length];
        this.personal = new boolean[uses.length];
        for (var field : pack.fields()) {
            uses[field.index()] = target == Target.NATIONAL ? field.national() : field.province();
            prose[field.index()] = Masking.isProse(field);
            personal[field.index()] = field.isPersonal();
        }
        this.complaintNo = pack.field(Role.COMPLAINT_NO).index();
        this.sourceRecordNo = pack.field(Role.SOURCE_RECORD_NO).index();
        this.revision = pack.field(Role.REVISION).index();
        this.dataState = pack.field(Role.DATA_STATE).index();
    }

    /** @throws CannotCompose if the record must not go to the national platform as this kind */
    void write(Line line, JsonGenerator out) {
        var due = line.due();
        if (target == Target.NATIONAL) {
            NationalCheck.pass(line.kind(), due.standing(), due.recordId().toString());
        }
        var values = line.kind() == DueKind.REMOVE ? new String[uses.length] : allowed(due.fields());
        values[complaintNo] = due.recordId().toString();
        values[sourceRecordNo] = due.sourceRecordNo();
        out.writeStartObject();
        for (int i = 0; i < values.length; i++) {
            var id = pack.names().ids().get(i);
            var value = values[i];
            if (i == revision) {
                out.writeNumberProperty(id, due.revision());
            } else if (i == dataState) {
                out.writeNumberProperty(id, line.kind().code());
            } else if (value != null) {
                out.writeStringProperty(id, value);
            }
        }
        out.writeEndObject();
    }

    private @Nullable String[] allowed(byte[] fields) {
        var values = new @Nullable String[uses.length];
        try (var parser = json.createParser(ObjectReadContext.empty(), fields)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var id = parser.currentName();
                parser.nextToken();
                if (parser.currentToken() != JsonToken.VALUE_NULL
                        && pack.names().contains(id)) {
                    int index = pack.names().indexOf(id);
                    values[index] = shown(index, parser.getString());
                } else {
                    parser.skipChildren();
                }
            }
        }
        return values;
    }

    private @Nullable String shown(int index, String value) {
        return switch (uses[index]) {
            case INCLUDE -> target == Target.NATIONAL && prose[index] ? Masking.numbersIn(value) : value;
            case MASK -> prose[index] && !personal[index] ? Masking.numbersIn(value) : Masking.whole(value);
            case OMIT -> null;
        };
    }
}
