package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.Sealing.Order;
import cn.lvyue.hub.record.Outbox;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.Target;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The deliveries as the tables and the outbox tell them. */
@Component
class RecordedDeliveries implements Deliveries, Redelivery {
    private static final int LONGEST_PAGE = 200;

    private final BatchReader reader;
    private final Sealing sealing;
    private final Redelivering redelivering;
    private final Outbox outbox;
    private final BookStore books;
    private final TargetReader targets;

    RecordedDeliveries(
            BatchReader reader,
            Sealing sealing,
            Redelivering redelivering,
            Outbox outbox,
            BookStore books,
            TargetReader targets) {
        this.reader = reader;
        this.sealing = sealing;
        this.redelivering = redelivering;
        this.outbox = outbox;
        this.books = books;
        this.targets = targets;
    }

    @Override
    public List<BatchView> batches(@Nullable Target target, @Nullable LocalDate date, long beforeBatch, int limit) {
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw new IllegalArgumentException("limit must be 1 to " + LONGEST_PAGE);
        }
        return reader.batches(target, date, beforeBatch, limit);
    }

    @Override
    public Optional<BatchView> batch(long batchId) {
        return reader.batch(batchId);
    }

    @Override
    public Map<UUID, Long> batchesOf(Collection<UUID> packages) {
        return reader.batchesOf(packages);
    }

    @Override
    public List<Delivery> of(RecordId id) {
        var deliveries = new ArrayList<>(reader.deliveries(id.sequence()));
        var sealed = deliveries.stream().map(RecordedDeliveries::key).collect(Collectors.toSet());
        outbox.dueOf(id).stream()
                .map(due ->
                        new Delivery(due.target(), due.revision(), DeliveryState.PENDING, null, null, null, List.of()))
                .filter(pending -> sealed.add(key(pending)))
                .forEach(deliveries::add);
        return deliveries;
    }

    private static String key(Delivery delivery) {
        return delivery.target() + " " + delivery.revision();
    }

    @Override
    public BatchView sealNow(Target target, LocalDate businessDate) {
        return sealing.seal(Order.manual(target, businessDate))
                .flatMap(reader::batch)
                .orElseThrow(() -> new IllegalStateException("a batch asked for by hand was not sealed"));
    }

    @Override
    public boolean again(UUID packageId, Collection<Long> records) {
        return redelivering.again(packageId, records);
    }

    @Override
    public List<PlatformLine> lines() {
        return targets.lines();
    }

    @Override
    public List<TargetBook> books() {
        return books.books();
    }

    @Override
    public List<TargetBalance> balances() {
        return Stream.of(Target.values())
                .map(target -> reader.balance(target, outbox.countAfter(target, reader.watermark(target))))
                .toList();
    }
}
