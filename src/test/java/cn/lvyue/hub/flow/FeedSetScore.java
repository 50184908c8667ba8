package cn.lvyue.hub.flow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares results with the expectations of a feed set, by the rules of its own scorer. */
final class FeedSetScore {
    private FeedSetScore() {}

    /** One line per record that came out wrong, beginning with how strongly the set demands otherwise. */
    static List<String> wrong(Path expected, List<FeedSetResult> results) {
        Map<String, FeedSetResult> byPlace = new HashMap<>();
        results.forEach(result -> byPlace.put(result.file() + " " + result.locator(), result));
        var wrong = new ArrayList<String>();
        for (var record : new JsonMapper().readTree(expected.toFile()).get("records")) {
            var place =
                    record.get("file").asString() + " " + record.get("locator").asString();
            var why = why(record, byPlace.get(place));
            if (!why.isEmpty()) {
                wrong.add("%s %s [%s] %s: %s"
                        .formatted(
                                record.get("strength").asString(),
                                place,
                                record.get("source_id").asString(),
                                record.get("fault").isNull()
                                        ? "clean"
                                        : record.get("fault").asString(),
                                why));
            }
        }
        return wrong;
    }

    private static List<String> why(JsonNode record, FeedSetResult result) {
        if (result == null) {
            return List.of("no result");
        }
        var allowed = new ArrayList<String>();
        record.get("allowed").forEach(verdict -> allowed.add(verdict.asString()));
        boolean policy = record.get("strength").asString().equals("POLICY");
        if (result.verdict().equals("PARKED") && (policy || allowed.contains("FILTERED"))) {
            return List.of();
        }
        if (!allowed.contains(result.verdict())) {
            return List.of("%s, allowed %s".formatted(result.verdict(), allowed));
        }
        return Set.of("ACCEPTED", "UPDATED").contains(result.verdict()) ? differences(record, result) : List.of();
    }

    private static List<String> differences(JsonNode record, FeedSetResult result) {
        var differences = new ArrayList<String>();
        for (var field : record.get("normalised").properties()) {
            var found = result.normalised().get(field.getKey());
            if (!field.getValue().isNull()
                    && found != null
                    && !found.equals(field.getValue().asString())) {
                differences.add("%s is '%s', expected '%s'"
                        .formatted(field.getKey(), found, field.getValue().asString()));
            }
        }
        return differences;
    }
}
