package cn.lvyue.hub.flow;

import cn.lvyue.hub.ForeignSchema;
import cn.lvyue.hub.record.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/**
 * Plays the dump of the contract platform's table through the channel {@code table}: a schema of somebody else's that a hub polls
 * with reading rights only. Start the hub with {@link #settings()}, then {@link #load}.
 */
final class FrontTableDump implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final String TABLE = "ht_wyxx";

    /** Ids count packages and receipts as well; so many numbers further on there is nothing any more. */
    private static final int LOOK_AHEAD = 200;

    private final ForeignSchema schema;

    FrontTableDump(String schemaName) {
        schema = ForeignSchema.create(schemaName);
    }

    /** What a hub must be started with to poll the table of feed {@code contract-performance}. */
    Map<String, String> settings() {
        var under = "hub.tables.contract-performance.";
        return Map.of(
                under + "url", schema.url(),
                under + "username", schema.user(),
                under + "password", schema.password(),
                under + "schema", schema.name(),
                under + "table", "HT_WYXX",
                under + "key", "SEQ_NO",
                under + "time", "MODIFY_TIME",
                under + "sequence", "SEQ_NO",
                under + "poll", "500ms",
                under + "connect-timeout", "2s");
    }

    /** Creates and fills the table in one transaction, so that the hub sees all of it or nothing. */
    int load(Path dump) throws IOException {
        schema.run("begin; set local search_path = %s; %s; commit".formatted(schema.name(), Files.readString(dump)));
        schema.grantReading(TABLE);
        return schema.owner()
                .sql("select count(*) from " + TABLE)
                .query(Integer.class)
                .single();
    }

    /**
     * Waits until the hub has read so many rows.
     *
     * @param after the last message before the table was loaded
     * @return the messages that brought them, each with its outcome, in order
     */
    List<JsonNode> messages(HubClient hub, long after, int rows) {
        return Awaitility.await("all rows of the table")
                .atMost(LONGEST)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> finished(hub, after), found -> read(found) >= rows);
    }

    private static List<JsonNode> finished(HubClient hub, long after) {
        var found = new ArrayList<JsonNode>();
        long last = after;
        for (long id = after + 1; id <= last + LOOK_AHEAD; id++) {
            var message = hub.message(id);
            if (message.isPresent()) {
                last = id;
                if (message.get().get("channel").asString().equalsIgnoreCase(Channel.TABLE.name())
                        && message.get().get("status").asString().equals("DONE")) {
                    found.add(message.get());
                }
            }
        }
        return found;
    }

    private static int read(List<JsonNode> messages) {
        return messages.stream()
                .mapToInt(message -> message.get("counts").get("read").asInt())
                .sum();
    }

    @Override
    public void close() {
        schema.close();
    }
}
