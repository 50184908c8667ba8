package cn.lvyue.hub.channel.table;

import cn.lvyue.hub.record.Arrival;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.Reception;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An archive in memory: one message for one key, and no other body under a key that is known. It outlives hubs. */
final class KeptMessages {
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, Message> byKey = new LinkedHashMap<>();
    private final List<String> bodies = new ArrayList<>();

    Reception reception(Steps steps) {
        return arrival -> {
            steps.step();
            var message = keep(arrival);
            steps.step();
            return message;
        };
    }

    private synchronized Message keep(Arrival arrival) {
        var body = text(arrival);
        var known = byKey.get(arrival.onceKey());
        if (known != null) {
            if (!bodies.get((int) known.id() - 1).equals(body)) {
                throw new AssertionError("another body under " + arrival.onceKey());
            }
            return known;
        }
        bodies.add(body);
        var message = new Message(
                bodies.size(),
                arrival.feed(),
                arrival.channel(),
                Instant.EPOCH,
                arrival.filename(),
                arrival.mediaType(),
                body.length(),
                "0".repeat(64));
        byKey.put(arrival.onceKey(), message);
        return message;
    }

    private static String text(Arrival arrival) {
        try (var body = arrival.body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    int count() {
        return bodies.size();
    }

    String body(long messageId) {
        return bodies.get((int) messageId - 1);
    }

    List<JsonNode> rows(long messageId) {
        var rows = new ArrayList<JsonNode>();
        JSON.readTree(body(messageId)).get("rows").forEach(rows::add);
        return rows;
    }

    /** One column of every row of every message, in the order of archiving. */
    synchronized List<String> all(String column) {
        var values = new ArrayList<String>();
        for (int id = 1; id <= bodies.size(); id++) {
            rows(id).forEach(row -> values.add(row.get(column).asString()));
        }
        return values;
    }
}
