package cn.lvyue.hub.ops;

import cn.lvyue.hub.archive.Archive;
import cn.lvyue.hub.delivery.Deliveries;
import cn.lvyue.hub.delivery.Deliveries.PlatformLine;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.record.Arrival;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.Reception;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.record.TemporaryFailure;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A hub in memory that takes every sample as one accepted record, and can be told to misbehave. */
class TrialHub implements Archive, Ledger, Reception {
    List<PlatformLine> lines = List.of();
    final List<Arrival> arrivals = new ArrayList<>();
    final Map<String, Message> messages = new LinkedHashMap<>();
    final List<String> sealed = new ArrayList<>();
    Instant now = Instant.EPOCH;
    String refused = "";
    String failure = "";
    boolean settles = true;
    boolean balanced = true;
    Deliveries.BatchState batchState = Deliveries.BatchState.RECEIPTED;

    List<String> played() {
        return arrivals.stream().map(Arrival::filename).toList();
    }

    @Override
    public Message receive(Arrival arrival) {
        if (refused.equals(arrival.filename())) {
            throw new TemporaryFailure("the queue is away");
        }
        arrivals.add(arrival);
        // As PostgreSQL does, the archive keeps microseconds.
        return messages.computeIfAbsent(
                arrival.onceKey(),
                key -> new Message(
                        messages.size() + 1L,
                        arrival.feed(),
                        arrival.channel(),
                        now.truncatedTo(ChronoUnit.MICROS),
                        arrival.filename(),
                        null,
                        1,
                        ""));
    }

    @Override
    public Optional<Account> account(long messageId) {
        var status = settles ? MessageStatus.DONE : MessageStatus.PROCESSING;
        return Optional.of(new Account(status, 1, Map.of(Outcome.ACCEPTED, 1), List.of(), null));
    }

    @Override
    public List<FeedBalance> balances() {
        if (!failure.isEmpty()) {
            throw new TemporaryFailure(failure);
        }
        var counts = Map.of(Outcome.ACCEPTED, balanced ? 1L : 0L);
        return messages.values().stream()
                .map(message -> new FeedBalance(message.feed(), 1, 1, counts))
                .toList();
    }

    @Override
    public Map<FeedId, Long> waitingByFeed() {
        return Map.of();
    }

    Deliveries asDeliveries() {
        return new Deliveries() {
            @Override
            public List<BatchView> batches(Target target, LocalDate date, long beforeBatch, int limit) {
                return sealed.isEmpty() ? List.of() : List.of(view(Target.PROVINCIAL, LocalDate.EPOCH));
            }

            @Override
            public Optional<BatchView> batch(long batchId) {
                return Optional.empty();
            }

            @Override
            public List<Delivery> of(RecordId id) {
                return List.of();
            }

            @Override
            public BatchView sealNow(Target target, LocalDate businessDate) {
                sealed.add(target + " " + businessDate);
                return view(target, businessDate);
            }

            @Override
            public List<TargetBalance> balances() {
                return List.of(
                        new TargetBalance(Target.PROVINCIAL, 0, 4, 4, 0, 0, 0),
                        new TargetBalance(Target.NATIONAL, 0, 1, 1, 0, 0, 0));
            }

            @Override
            public List<PlatformLine> lines() {
                return lines;
            }

            private BatchView view(Target target, LocalDate date) {
                return new BatchView(1, "P1", target, date, batchState, 4, false, now, List.of());
            }
        };
    }

    @Override
    public Optional<Message> message(long id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public InputStream open(long id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<ReadWith> readWith(long messageId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Entry> entries(long messageId, Outcome outcome, int afterRow, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<KnownRecord> record(RecordId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<KnownRecord> record(String recordId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<KnownRecord> record(FeedId feed, String sourceRecordNo) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Revision> revisions(RecordId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Sighting> sightings(RecordId id, long afterMessage) {
        throw new UnsupportedOperationException();
    }
}
