package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.BinaryCopy;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.ReadEnd;
import java.time.Instant;
import java.util.Map;

/** The rows of messages that are begun, decided and ended in one transaction. */
final class IntakeRows {
    static final String INTAKE =
            "ledger.intake (message_id, feed, status, received_at, started_at, finished_at, mapping, pack, findings,"
                    + " rows_done, accepted, updated, duplicate, stale, conflict, rejected, parked)";

    private static final int FIXED_COLUMNS = 10;

    private final BinaryCopy rows = new BinaryCopy(FIXED_COLUMNS + Outcome.values().length);
    private final String mapping;
    private final String pack;
    private final Instant now;
    private final FindingsJson json;

    IntakeRows(String mapping, String pack, Instant now, FindingsJson json) {
        this.mapping = mapping;
        this.pack = pack;
        this.now = now;
        this.json = json;
    }

    void add(Message message, ReadEnd end, int rowsDone, Map<Outcome, Integer> counts) {
        rows.row()
                .bigint(message.id())
                .text(message.feed().value())
                .smallint(IntakeStatus.ending(end).code())
                .timestamptz(message.receivedAt())
                .timestamptz(now)
                .timestamptz(now)
                .text(mapping)
                .text(pack)
                .bytes(json.write(end.findings()))
                .integer(rowsDone);
        for (var outcome : Outcome.values()) {
            rows.integer(counts.getOrDefault(outcome, 0).intValue());
        }
    }

    BinaryCopy copy() {
        return rows;
    }
}
