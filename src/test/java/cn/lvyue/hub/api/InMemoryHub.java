package cn.lvyue.hub.api;

import cn.lvyue.hub.archive.Archive;
import cn.lvyue.hub.delivery.Deliveries;
import cn.lvyue.hub.delivery.Deliveries.BatchState;
import cn.lvyue.hub.delivery.Deliveries.BatchView;
import cn.lvyue.hub.delivery.Deliveries.Delivery;
import cn.lvyue.hub.delivery.Deliveries.PackageState;
import cn.lvyue.hub.delivery.Deliveries.PackageView;
import cn.lvyue.hub.delivery.Deliveries.Receipt;
import cn.lvyue.hub.delivery.Deliveries.TargetBalance;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.ledger.ReturnedRecords;
import cn.lvyue.hub.record.Arrival;
import cn.lvyue.hub.record.BodyTooLarge;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.Reception;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.record.TemporaryFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Archive, ledger, deliveries and front door in memory; tests put in what the API is to show. */
class InMemoryHub implements Archive, Ledger, Reception {
    static final int LIMIT = 3_000_000;
    static final Instant NOW = Instant.parse("2023-10-16T01:02:03.456Z");

    final Map<Long, Message> messages = new ConcurrentHashMap<>();
    final Map<Long, byte[]> bodies = new ConcurrentHashMap<>();
    final Map<Long, Account> accounts = new ConcurrentHashMap<>();
    final Map<Long, List<Entry>> entries = new ConcurrentHashMap<>();
    final Map<String, KnownRecord> records = new ConcurrentHashMap<>();
    final Map<String, List<Revision>> revisions = new ConcurrentHashMap<>();
    final List<Sighting> sightings = new CopyOnWriteArrayList<>();
    final List<BatchView> batches = new CopyOnWriteArrayList<>();
    final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    final List<FeedBalance> feedBalances = new CopyOnWriteArrayList<>();
    final List<TargetBalance> targetBalances = new CopyOnWriteArrayList<>();
    final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
    final Map<String, Long> onceKeys = new ConcurrentHashMap<>();
    final List<String> sealed = new CopyOnWriteArrayList<>();
    volatile boolean broken;

    void clear() {
        List.of(messages, bodies, accounts, entries, records, revisions, onceKeys, returnLinks)
                .forEach(Map::clear);
        List.of(sightings, batches, deliveries, feedBalances, targetBalances, arrivals, sealed)
                .forEach(List::clear);
        broken = false;
    }

    @Override
    public Message receive(Arrival arrival) {
        if (broken) {
            throw new TemporaryFailure("the database restarts");
        }
        arrivals.add(arrival);
        byte[] body;
        try {
            body = arrival.body().readAllBytes();
        } catch (IOException e) {
            throw new TemporaryFailure("broken off", e);
        }
        if (body.length > LIMIT) {
            throw new BodyTooLarge(LIMIT);
        }
        long id = messages.size() + 1;
        if (arrival.onceKey() != null) {
            id = onceKeys.computeIfAbsent(arrival.feed() + "/" + arrival.onceKey(), key -> messages.size() + 1L);
        }
        var message = new Message(
                id,
                arrival.feed(),
                arrival.channel(),
                NOW,
                arrival.filename(),
                arrival.mediaType(),
                body.length,
                "ab12");
        messages.putIfAbsent(id, message);
        bodies.putIfAbsent(id, body);
        return messages.get(id);
    }

    @Override
    public Optional<Message> message(long id) {
        return Optional.ofNullable(messages.get(id));
    }

    @Override
    public InputStream open(long id) {
        return new ByteArrayInputStream(bodies.get(id));
    }

    @Override
    public Map<FeedId, Long> waitingByFeed() {
        return Map.of(new FeedId("credit-site"), 2L);
    }

    @Override
    public Optional<Account> account(long messageId) {
        return Optional.ofNullable(accounts.get(messageId));
    }

    @Override
    public Optional<ReadWith> readWith(long messageId) {
        return Optional.of(new ReadWith("hotline-12345@7", "complaint-2023@1"));
    }

    @Override
    public List<Entry> entries(long messageId, Outcome outcome, int afterRow, int limit) {
        return entries.getOrDefault(messageId, List.of()).stream()
                .filter(entry -> outcome == null || entry.outcome() == outcome)
                .filter(entry -> entry.row() > afterRow)
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<KnownRecord> record(RecordId id) {
        return record(id.toString());
    }

    @Override
    public Optional<KnownRecord> record(String recordId) {
        return Optional.ofNullable(records.get(recordId));
    }

    @Override
    public Optional<KnownRecord> record(FeedId feed, String sourceRecordNo) {
        return records.values().stream()
                .filter(record ->
                        record.feed().equals(feed) && record.sourceRecordNo().equals(sourceRecordNo))
                .findFirst();
    }

    @Override
    public List<Revision> revisions(RecordId id) {
        return revisions.getOrDefault(id.toString(), List.of());
    }

    @Override
    public List<Sighting> sightings(RecordId id, long afterMessage) {
        return sightings.stream()
                .filter(sighting -> sighting.messageId() > afterMessage)
                .limit(1_000)
                .toList();
    }

    @Override
    public List<FeedBalance> balances() {
        return feedBalances;
    }

    static BatchView batch(long id, Target target, LocalDate date) {
        var receipt = new Receipt("R1", "0", "已接收", NOW);
        var sent = new PackageView(new UUID(7, id), 1, PackageState.RECEIPTED, 3, null, List.of(receipt));
        return new BatchView(id, "P20231016" + id, target, date, BatchState.RECEIPTED, 3, false, NOW, List.of(sent));
    }

    /** Links that tests put in, by row, the same for every message. */
    final Map<Integer, ReturnedRecords.Links> returnLinks = new ConcurrentHashMap<>();

    ReturnedRecords asReturnedRecords() {
        return new ReturnedRecords() {
            @Override
            public Summary summary(long messageId) {
                return new Summary(returnLinks.size(), List.of(new Linked(9, 2)), List.of());
            }

            @Override
            public Map<Integer, Links> links(long messageId, int firstRow, int lastRow) {
                return returnLinks;
            }
        };
    }

    /** {@link Deliveries#balances()} and {@link Ledger#balances()} differ in type, so deliveries stand apart. */
    Deliveries asDeliveries() {
        return new Deliveries() {
            @Override
            public List<BatchView> batches(Target target, LocalDate date, long beforeBatch, int limit) {
                return batches.stream()
                        .filter(batch -> target == null || batch.target() == target)
                        .filter(batch -> date == null || batch.businessDate().equals(date))
                        .filter(batch -> batch.batchId() < beforeBatch)
                        .limit(limit)
                        .toList();
            }

            @Override
            public Optional<BatchView> batch(long batchId) {
                return batches.stream()
                        .filter(batch -> batch.batchId() == batchId)
                        .findFirst();
            }

            @Override
            public List<Delivery> of(RecordId id) {
                return deliveries;
            }

            @Override
            public BatchView sealNow(Target target, LocalDate businessDate) {
                sealed.add(target + " " + businessDate);
                var batch = InMemoryHub.batch(batches.size() + 1, target, businessDate);
                batches.add(0, batch);
                return batch;
            }

            @Override
            public List<TargetBalance> balances() {
                return targetBalances;
            }
        };
    }
}
