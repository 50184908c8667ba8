package cn.lvyue.hub.channel.queue;

import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.RecordId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A ledger that knows of messages whether they are done, and nothing else. */
final class SettledMessages implements Ledger {
    final Set<Long> settled = new HashSet<>();

    @Override
    public Optional<Account> account(long messageId) {
        var status = settled.contains(messageId) ? MessageStatus.DONE : MessageStatus.PROCESSING;
        return Optional.of(new Account(status, 0, Map.of(), List.of(), null));
    }

    @Override
    public List<Entry> entries(long messageId, Outcome outcome, int afterRow, int limit) {
        return List.of();
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
