package cn.lvyue.hub.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads the fields of a revision as the ledger stores them: one JSON object of texts. */
@Component
class StoredFields {
    private static final TypeReference<LinkedHashMap<String, String>> TEXTS = new TypeReference<>() {};

    private final JsonMapper json;

    StoredFields(JsonMapper json) {
        this.json = json;
    }

    Map<String, String> read(byte[] stored) {
        return json.readValue(stored, TEXTS);
    }

    /** The ids of fields that differ between two revisions, in the order they stand in. */
    List<String> changed(byte[] before, byte[] after) {
        var old = read(before);
        var now = read(after);
        var ids = new LinkedHashSet<>(now.keySet());
        ids.addAll(old.keySet());
        var changed = new ArrayList<String>();
        for (var id : ids) {
            if (!Objects.equals(old.get(id), now.get(id))) {
                changed.add(id);
            }
        }
        return changed;
    }
}
