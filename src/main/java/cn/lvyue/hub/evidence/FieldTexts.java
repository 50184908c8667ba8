package cn.lvyue.hub.evidence;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads the fields of a revision as the ledger stores them: one JSON object of texts. */
@Component
class FieldTexts {
    private static final TypeReference<LinkedHashMap<String, String>> TEXTS = new TypeReference<>() {};

    private final JsonMapper json;

    FieldTexts(JsonMapper json) {
        this.json = json;
    }

    /** Without those that were erased. */
    Map<String, String> read(byte[] stored) {
        var texts = json.readValue(stored, TEXTS);
        texts.values().removeIf(Objects::isNull);
        return texts;
    }
}
