package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.BinaryCopy;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.record.ReplayEffect;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** The rows that records which are done again add to the ledger's tables. */
final class ReplayRows {
    static final String REPLAYED =
            "ledger.replayed (replay, message_id, row_no, source_record_no, effect, outcome, record_id,"
                    + " revision, findings)";
    static final String REVISION =
            "ledger.revision (record_id, revision, at, message_id, row_no, standing, fields, personal, replay, corrects)";

    private final long replay;
    private final Instant now;
    private final LocalDate today;
    private final PersonalSeal seal;
    private final FindingsJson json;
    private final ChunkRows rows;
    private final BinaryCopy replayed = new BinaryCopy(9);
    private final BinaryCopy revisions = new BinaryCopy(10);

    /** @param clock whose day a replay's revisions belong to */
    ReplayRows(long replay, Clock clock, PersonalSeal seal) {
        this.replay = replay;
        this.now = clock.instant();
        this.today = LocalDate.ofInstant(now, clock.getZone());
        this.seal = seal;
        this.json = new FindingsJson(seal);
        this.rows = new ChunkRows(clock, seal);
    }

    /** @param feed the number of the message's feed @param corrects whether a person made the revision, rather than today's mapping and rules */
    void add(Message message, int feed, Decision decision, ReplayEffect effect, boolean corrects) {
        var source = decision.source();
        var dossier = decision.dossier();
        var revision = decision.revision();
        replayed.row()
                .bigint(replay)
                .bigint(message.id())
                .integer(source.row())
                .text(source.sourceRecordNo())
                .smallint(effect.code())
                .smallint(decision.outcome().code())
                .bigint(dossier == null ? null : Long.valueOf(dossier.id().sequence()))
                .integer(revision)
                .bytes(json.write(decision.findings()));
        if (dossier != null && revision != null) {
            var parted = source.parted(seal, message.id());
            revisions
                    .row()
                    .bigint(dossier.id().sequence())
                    .integer(revision.intValue())
                    .timestamptz(now)
                    .bigint(message.id())
                    .integer(source.row())
                    .smallint(source.standing().code())
                    .bytes(parted.open())
                    .bytes(parted.sealed())
                    .bigint(replay)
                    .bool(corrects);
            rows.addDue(decision, dossier, revision, feed, today);
        }
    }

    void addRecord(int feed, String sourceRecordNo, Dossier dossier) {
        rows.addRecord(feed, sourceRecordNo, dossier);
    }

    Map<String, BinaryCopy> byTable() {
        var tables = new HashMap<>(rows.byTable());
        tables.put(REPLAYED, replayed);
        tables.put(REVISION, revisions);
        return tables;
    }
}
