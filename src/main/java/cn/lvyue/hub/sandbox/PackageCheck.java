package cn.lvyue.hub.sandbox;

import cn.lvyue.hub.record.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks whether a package arrived whole: readable, counts right, digest right (stage R1). */
class PackageCheck {
    private final JsonMapper json = JsonMapper.builder().build();
    private final JsonFactory tokens = new JsonFactory();
    private final Judgement judgement;

    PackageCheck(Judgement judgement) {
        this.judgement = judgement;
    }

    /** @param fault why the package is refused, null when it is whole */
    record Checked(
            String packageId,
            List<Judged> records,
            @Nullable Said fault) {}

    Checked check(Target target, byte[] body) {
        JsonNode tree;
        try {
            tree = json.readTree(body);
        } catch (JacksonException noJson) {
            return new Checked("", List.of(), Said.refusal(400, "F101", "the body is not JSON"));
        }
        var envelope = tree.path("envelope");
        var records = new ArrayList<Judged>();
        for (var record : tree.path("records")) {
            records.add(judgement.judge(target, record));
        }
        var packageId = envelope.path("packageId").asString("");
        return new Checked(packageId, records, fault(envelope, tree.path("records"), records, body));
    }

    private @Nullable Said fault(JsonNode envelope, JsonNode array, List<Judged> records, byte[] body) {
        if (!isUuid(envelope.path("packageId").asString("")) || !array.isArray()) {
            return Said.refusal(400, "F106", "the body is no package of hub-json");
        }
        boolean counts = envelope.path("records").asInt(-1) == records.size()
                && envelope.path("added").asInt(-1) == count(records, 0)
                && envelope.path("changed").asInt(-1) == count(records, 1)
                && envelope.path("removed").asInt(-1) == count(records, 2)
                && envelope.path("zeroReport").asBoolean(false) == records.isEmpty();
        if (!counts) {
            return Said.refusal(400, "F110", "the envelope's counts are not those of the records");
        }
        return envelope.path("digest").asString("").equals(digestOfRecords(body))
                ? null
                : Said.refusal(400, "F111", "the digest is not that of the records");
    }

    private static long count(List<Judged> records, int dataState) {
        return records.stream()
                .filter(record -> record.dataState() == dataState)
                .count();
    }

    private static boolean isUuid(String text) {
        try {
            return UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException noUuid) {
            return false;
        }
    }

    /** Of the array's bytes as they stand in the body. */
    private String digestOfRecords(byte[] body) {
        try (var parser = tokens.createParser(ObjectReadContext.empty(), body)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean records = parser.currentName().equals("records");
                parser.nextToken();
                int from = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                if (records) {
                    return Sm3.hex(body, from, (int) parser.currentLocation().getByteOffset() - from);
                }
            }
        }
        return "";
    }
}
