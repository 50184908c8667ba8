package cn.lvyue.hub.replay;

import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.Mapped;
import cn.lvyue.hub.record.StandardRecord;
import cn.lvyue.hub.standard.StandardPack;
import cn.lvyue.hub.standard.StandardPacks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Puts a person's values into standard records, which are then judged by the rules like any other; the bean {@code corrections}. */
@Component("corrections")
class CorrectionStep {
    private static final String PLACE = "更正 / correction";
    private static final TypeReference<HashMap<String, String>> TEXTS = new TypeReference<>() {};

    private final StandardPacks packs;
    private final JsonMapper json = JsonMapper.builder().build();

    CorrectionStep(StandardPacks packs) {
        this.packs = packs;
    }

    Chunk<Mapped> corrected(Chunk<CorrectedRecord> chunk, String pack) {
        var standard = packs.pack(pack);
        return chunk.map(record -> new Mapped(
                record.row(),
                PLACE,
                record.sourceRecordNo(),
                null,
                record(standard, record),
                List.of(),
                field -> PLACE));
    }

    private StandardRecord record(StandardPack pack, CorrectedRecord record) {
        Map<String, String> fields = json.readValue(record.fields(), TEXTS);
        fields.putAll(json.readValue(record.changes(), TEXTS));
        var values = new @Nullable String[pack.names().size()];
        for (int i = 0; i < values.length; i++) {
            var value = fields.get(pack.names().ids().get(i));
            values[i] = value == null || value.isEmpty() ? null : value;
        }
        return new StandardRecord(pack.names(), values);
    }
}
