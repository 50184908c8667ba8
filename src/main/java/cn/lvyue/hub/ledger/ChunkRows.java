package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.BinaryCopy;
import cn.lvyue.hub.record.DueKind;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.record.Target;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows that decided records add to the ledger's tables. */
final class ChunkRows {
    static final String ENTRY =
            "ledger.entry (message_id, row_no, place, source_record_no, outcome, record_id, revision,"
                    + " duplicate_of, findings, fields, personal)";
    static final String RECORD =
            "ledger.record (id, feed, source_record_no, opened_on, channel, revision, version, content,"
                    + " state, lead, national, matter, complainant_code, complainant_name)";
    static final String REVISION =
            "ledger.revision (record_id, revision, at, message_id, row_no, standing, fields, personal)";
    static final String RETURNED =
            "ledger.returned (message_id, row_no, feed, source_record_no, outcome, returned_at, attempt, first_returned_at)";
    static final String DUE = "ledger.due (target, record_id, revision, kind, feed, day, amount)";

    private final PersonalSeal seal;
    private final FindingsJson json;
    private final BinaryCopy entries = new BinaryCopy(11);
    private final BinaryCopy records = new BinaryCopy(14);
    private final BinaryCopy revisions = new BinaryCopy(8);
    private final BinaryCopy due = new BinaryCopy(7);
    private final BinaryCopy returned = new BinaryCopy(8);
    private final Instant now;
    private final ZoneId zone;

    /** @param clock whose zone says when a day begins */
    ChunkRows(Clock clock, PersonalSeal seal) {
        this.seal = seal;
        this.json = new FindingsJson(seal);
        this.now = clock.instant();
        this.zone = clock.getZone();
    }

    /** @param feed the number of the message's feed */
    void add(Message message, int feed, Decision decision) {
        addEntry(message, decision);
        var dossier = decision.dossier();
        var revision = decision.revision();
        if (dossier != null && revision != null) {
            addRevision(message, decision, dossier, revision);
            addDue(decision, dossier, revision, feed, LocalDate.ofInstant(message.receivedAt(), zone));
        }
    }

    /** @param feed the number of the record's feed @param day on which it came */
    void addDue(Decision decision, Dossier dossier, int revision, int feed, LocalDate day) {
        for (Map.Entry<Target, DueKind> at : decision.due().entrySet()) {
            due.row()
                    .smallint(at.getKey().code())
                    .bigint(dossier.id().sequence())
                    .integer(revision)
                    .smallint(at.getValue().code())
                    .smallint(feed)
                    .date(day)
                    .bigint(decision.source().amount());
        }
    }

    private void addEntry(Message message, Decision decision) {
        var source = decision.source();
        var dossier = decision.dossier();
        var aside = decision.keepsFieldsAside() ? source.parted(seal, message.id()) : null;
        entries.row()
                .bigint(message.id())
                .integer(source.row())
                .text(source.place())
                .text(source.sourceRecordNo())
                .smallint(decision.outcome().code())
                .bigint(dossier == null ? null : Long.valueOf(dossier.id().sequence()))
                .integer(decision.revision())
                .bigint(duplicateOf(decision))
                .bytes(json.write(decision.findings()))
                .bytes(aside == null ? null : aside.open())
                .bytes(aside == null ? null : aside.sealed());
    }

    private static @Nullable Long duplicateOf(Decision decision) {
        var dossier = decision.dossier();
        if (decision.outcome() != Outcome.DUPLICATE || dossier == null) {
            return null;
        }
        return decision.revision() == null ? Long.valueOf(dossier.id().sequence()) : dossier.lead();
    }

    private void addRevision(Message message, Decision decision, Dossier dossier, int revision) {
        var source = decision.source();
        var parted = source.parted(seal, message.id());
        revisions
                .row()
                .bigint(dossier.id().sequence())
                .integer(revision)
                .timestamptz(now)
                .bigint(message.id())
                .integer(source.row())
                .smallint(source.standing().code())
                .bytes(parted.open())
                .bytes(parted.sealed());
    }

    void addRecord(int feed, String sourceRecordNo, Dossier dossier) {
        addLine(records.row(), feed, sourceRecordNo, dossier);
    }

    /** Writes a complaint's line as {@code ledger.record} has it, and whatever has the same columns. */
    static BinaryCopy addLine(BinaryCopy row, int feed, String sourceRecordNo, Dossier dossier) {
        var matter = dossier.matter();
        return row.bigint(dossier.id().sequence())
                .smallint(feed)
                .text(sourceRecordNo)
                .date(dossier.id().openedOn())
                .text(dossier.id().channel())
                .integer(dossier.revision())
                .bigint(dossier.version())
                .uuid(dossier.content())
                .smallint(dossier.state().code())
                .bigint(dossier.lead())
                .bool(dossier.national())
                .uuid(matter == null ? null : matter.key())
                .bigint(matter == null ? null : matter.complainantCode())
                .bigint(matter == null ? null : matter.complainantName());
    }

    /** A record that goes back to its sender. @param before what it answers, itself gone back before; null for the first time */
    void addReturned(Message message, int feed, Decision decision, Returns.@Nullable Open before) {
        returned.row()
                .bigint(message.id())
                .integer(decision.source().row())
                .smallint(feed)
                .text(decision.source().sourceRecordNo())
                .smallint(decision.outcome().code())
                .timestamptz(now)
                .integer(before == null ? 1 : before.attempt() + 1)
                .timestamptz(before == null ? now : before.firstReturnedAt());
    }

    Map<String, BinaryCopy> byTable() {
        return Map.of(ENTRY, entries, RECORD, records, REVISION, revisions, DUE, due, RETURNED, returned);
    }
}
