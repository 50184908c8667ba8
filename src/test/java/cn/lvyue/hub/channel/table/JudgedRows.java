package cn.lvyue.hub.channel.table;

import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.Severity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A ledger that judges each row by what stands in its column {@code judge}: the outcome's name. */
final class JudgedRows implements Ledger {
    private final KeptMessages messages;
    private MessageStatus status = MessageStatus.DONE;
    private List<Finding> ofMessages = List.of();

    JudgedRows(KeptMessages messages) {
        this.messages = messages;
    }

    void say(MessageStatus of, List<Finding> findings) {
        status = of;
        ofMessages = findings;
    }

    @Override
    public Optional<Account> account(long messageId) {
        return Optional.of(new Account(status, 0, Map.of(), ofMessages, null));
    }

    @Override
    public List<Entry> entries(long messageId, Outcome outcome, int afterRow, int limit) {
        if (status == MessageStatus.UNREADABLE) {
            return List.of();
        }
        var entries = new ArrayList<Entry>();
        var rows = messages.rows(messageId);
        for (int row = afterRow + 1; row <= Math.min(rows.size(), afterRow + limit); row++) {
            var found = rows.get(row - 1);
            var place = "t.id=" + found.get("id").asString();
            entries.add(entry(row, place, Outcome.valueOf(found.get("judge").asString())));
        }
        return entries;
    }

    private static Entry entry(int row, String place, Outcome outcome) {
        var rejected = outcome == Outcome.REJECTED;
        return new Entry(
                row,
                place,
                "no-" + row,
                rejected ? null : new RecordId(LocalDate.of(2023, 10, 16), "99", row),
                null,
                outcome,
                null,
                switch (outcome) {
                    case REJECTED ->
                        List.of(
                                new Finding("V104", Severity.REJECT, "STATE", place + ", column STATE", "7", "0, 1"),
                                new Finding("N101", Severity.REMARK, "STATE", place + ", column X", "a", "b"));
                    case PARKED -> List.of(new Finding("P103", Severity.PARK, null, place, null, null));
                    case ACCEPTED -> List.of(new Finding("N101", Severity.REMARK, "STATE", place, "a", "b"));
                    default -> List.of();
                });
    }

    @Override
    public Optional<ReadWith> readWith(long messageId) {
        return Optional.empty();
    }

    @Override
    public Optional<KnownRecord> record(RecordId id) {
        return Optional.empty();
    }

    @Override
    public Optional<KnownRecord> record(String recordId) {
        return Optional.empty();
    }

    @Override
    public Optional<KnownRecord> record(FeedId feed, String sourceRecordNo) {
        return Optional.empty();
    }

    @Override
    public List<Revision> revisions(RecordId id) {
        return List.of();
    }

    @Override
    public List<Sighting> sightings(RecordId id, long afterMessage) {
        return List.of();
    }

    @Override
    public List<FeedBalance> balances() {
        return List.of();
    }
}
