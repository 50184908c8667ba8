package cn.lvyue.hub.evidence;

import cn.lvyue.hub.archive.Archive;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Finds one record in the archived body of a package; one record of it is in memory. */
@Component
class PackageExtract {
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final Archive archive;
    private final JsonMapper json;
    private final ObjectReader oneOfMany;

    PackageExtract(Archive archive, JsonMapper json) {
        this.archive = archive;
        this.json = json;
        this.oneOfMany = json.readerFor(OBJECT).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /** @return empty where the body is not of the usual form, as with carriers that encrypt it, or has no such record */
    Optional<Map<String, Object>> of(long body, String recordId) {
        try (var bytes = archive.open(body);
                var parser = json.createParser(bytes)) {
            return isAtRecords(parser) ? find(parser, recordId) : Optional.empty();
        } catch (JacksonException | IOException otherForm) {
            return Optional.empty();
        }
    }

    private static boolean isAtRecords(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean records = parser.currentName().equals("records");
            if (parser.nextToken() == JsonToken.START_ARRAY && records) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private Optional<Map<String, Object>> find(JsonParser parser, String recordId) {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            Map<String, Object> record = oneOfMany.readValue(parser);
            if (record.containsValue(recordId)) {
                return Optional.of(record);
            }
        }
        return Optional.empty();
    }
}
