package cn.lvyue.hub.proof;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The texts of leaves, {@code lvyue-leaf/1}: all that is known of one archived thing, in a fixed order. */
final class LeafText {
    private static final String FORM = "lvyue-leaf/1";
    private static final List<String> OUTCOMES =
            List.of("accepted", "updated", "duplicate", "stale", "conflict", "rejected", "parked");
    private static final TypeReference<TreeMap<String, @Nullable Object>> COLUMNS = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private LeafText() {}

    /** A row of {@code archive.message}. */
    record Message(
            long id,
            int direction,
            int type,
            @Nullable String feed,
            @Nullable Integer target,
            String channel,
            Instant receivedAt,
            @Nullable String filename,
            @Nullable String mediaType,
            long size,
            byte[] digest) {}

    /** A row of {@code security.audit}. @param more columns that were added to the table later, as one JSON object */
    record AuditRow(
            long id,
            Instant at,
            String actor,
            String address,
            String action,
            String what,
            String result,
            String more) {}

    /**
     * Source records of one message.
     *
     * @param replay 0 for the first outcome
     * @param number of the stretch, from 0
     * @param settled how the message ended, on its last stretch; null on all others and for replays
     */
    record Stretch(
            long message,
            long replay,
            int number,
            int firstRow,
            int lastRow,
            int records,
            byte[] root,
            byte[] rowsDigest,
            String mapping,
            String pack,
            @Nullable Settled settled) {}

    /** @param status of {@code ledger.intake} @param counts in the order of the outcomes' codes */
    record Settled(int status, long read, List<Integer> counts) {}

    static Lines message(Message row) {
        return new Lines(FORM)
                .put("kind", "message")
                .put("id", row.id())
                .put("direction", row.direction())
                .put("type", row.type())
                .put("feed", row.feed())
                .put("target", row.target())
                .put("channel", row.channel())
                .put("received-at", row.receivedAt())
                .put("filename", row.filename())
                .put("media-type", row.mediaType())
                .put("size", row.size())
                .hex("digest", row.digest());
    }

    static Lines audit(AuditRow row) {
        var text = new Lines(FORM)
                .put("kind", "audit")
                .put("id", row.id())
                .put("at", row.at())
                .put("actor", row.actor())
                .put("address", row.address())
                .put("action", row.action())
                .put("what", row.what())
                .put("result", row.result());
        JSON.readValue(row.more(), COLUMNS).forEach((column, value) -> {
            if (value != null) {
                text.put(column.replace('_', '-'), plain(value));
            }
        });
        return text;
    }

    /** Texts and numbers as they are, anything else as JSON. */
    private static Object plain(Object value) {
        return value instanceof Map || value instanceof List ? JSON.writeValueAsString(value) : value;
    }

    static Lines outcomes(Stretch stretch) {
        var text = new Lines(FORM)
                .put("kind", "outcomes")
                .put("message", stretch.message())
                .put("replay", stretch.replay() == 0 ? null : stretch.replay())
                .put("stretch", stretch.number())
                .put("rows", stretch.firstRow() + "-" + stretch.lastRow())
                .put("records", stretch.records())
                .hex("root", stretch.root())
                .hex("rows-digest", stretch.rowsDigest())
                .put("mapping", stretch.mapping())
                .put("pack", stretch.pack());
        var settled = stretch.settled();
        text.put("status", settled == null ? null : settled.status())
                .put("read", settled == null ? null : settled.read());
        for (int i = 0; i < OUTCOMES.size(); i++) {
            text.put(OUTCOMES.get(i), settled == null ? null : settled.counts().get(i));
        }
        return text;
    }
}
