package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.PackageBody.Line;
import cn.lvyue.hub.record.DueKind;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.standard.Field;
import cn.lvyue.hub.standard.Masking;
import cn.lvyue.hub.standard.Role;
import cn.lvyue.hub.standard.StandardPack;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes records for one platform: the fields the pack includes or masks on that way, in the pack's order, and always what
 * identifies the record. A removal carries identification only.
 */
class RecordBody {
    /** Texts one after another, with nothing between. */
    private static final JsonFactory JSON =
            JsonFactory.builder().rootValueSeparator((String) null).build();

    private final StandardPack pack;
    private final Target target;
    private final Field.Use[] uses;
    private final boolean[] prose;
    private final boolean[] personal;
    private final int complaintNo;
    private final int sourceRecordNo;
    private final int revision;
    private final int dataState;
    private final byte[][] names;

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
        this.names = pack.names().ids().stream()
                .map(id -> ('"' + id + "\":").getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    /** For the records of one package, one after another. */
    Writing into(PackageBytes out) {
        return new Writing(out);
    }

    /** Copies values as they are stored where they go as they are; the others are written anew. */
    final class Writing implements AutoCloseable {
        private final PackageBytes out;
        private final JsonGenerator texts;
        private final StoredFields stored = new StoredFields(pack.names());

        private Writing(PackageBytes out) {
            this.out = out;
            this.texts = JSON.createGenerator(ObjectWriteContext.empty(), out);
        }

        /** @throws CannotCompose if the record must not go to the national platform as this kind */
        void write(Line line) {
            var due = line.due();
            if (target == Target.NATIONAL) {
                NationalCheck.pass(line.kind(), due.standing(), due.recordId().toString());
            }
            if (line.kind() == DueKind.REMOVE) {
                stored.forget();
            } else {
                stored.look(due.fields());
            }
            int start = out.size();
            for (int i = 0; i < names.length; i++) {
                if (i == complaintNo) {
                    name(start, i);
                    text(due.recordId().toString());
                } else if (i == sourceRecordNo) {
                    name(start, i);
                    text(due.sourceRecordNo());
                } else if (i == revision) {
                    name(start, i);
                    out.ascii(Integer.toString(due.revision()));
                } else if (i == dataState) {
                    name(start, i);
                    out.ascii(Integer.toString(line.kind().code()));
                } else if (stored.has(i) && uses[i] != Field.Use.OMIT) {
                    name(start, i);
                    value(i);
                }
            }
            out.write('}');
        }

        private void name(int start, int index) {
            out.write(out.size() == start ? '{' : ',');
            out.put(names[index]);
        }

        private void value(int index) {
            boolean asItIs = uses[index] == Field.Use.INCLUDE && !(target == Target.NATIONAL && prose[index]);
            if (asItIs && stored.isPlain(index)) {
                stored.copy(index, out);
            } else {
                text(shown(index, textOf(index)));
            }
        }

        private String textOf(int index) {
            try (var parser = JSON.createParser(
                    ObjectReadContext.empty(), stored.bytes(), stored.from(index), stored.length(index))) {
                parser.nextToken();
                return parser.getString();
            }
        }

        private void text(String value) {
            texts.writeString(value);
            texts.flush();
        }

        /** The bytes are kept; nothing more can be written. */
        @Override
        public void close() {
            texts.close();
        }
    }

    private String shown(int index, String value) {
        if (uses[index] == Field.Use.INCLUDE) {
            return target == Target.NATIONAL && prose[index] ? Masking.numbersIn(value) : value;
        }
        return prose[index] && !personal[index] ? Masking.numbersIn(value) : Masking.whole(value);
    }
}
