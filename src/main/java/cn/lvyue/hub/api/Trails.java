package cn.lvyue.hub.api;

import cn.lvyue.hub.api.TrailAnswer.Arrived;
import cn.lvyue.hub.api.TrailAnswer.Changed;
import cn.lvyue.hub.api.TrailAnswer.Kind;
import cn.lvyue.hub.api.TrailAnswer.Said;
import cn.lvyue.hub.api.TrailAnswer.Sent;
import cn.lvyue.hub.api.TrailAnswer.Step;
import cn.lvyue.hub.archive.Archive;
import cn.lvyue.hub.delivery.Deliveries;
import cn.lvyue.hub.delivery.Deliveries.Delivery;
import cn.lvyue.hub.delivery.Deliveries.Receipt;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.ledger.Ledger.KnownRecord;
import cn.lvyue.hub.ledger.Ledger.ReadWith;
import cn.lvyue.hub.ledger.Ledger.Sighting;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.replay.Replays;
import cn.lvyue.hub.replay.Replays.Redelivered;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Follows a complaint from the cells it came in to what the platforms said. */
@Component
class Trails {
    private static final int SIGHTINGS = 1_000;
    private static final Comparator<Step> BY_TIME =
            Comparator.comparing(Step::at, Comparator.nullsLast(Comparator.<OffsetDateTime>naturalOrder()));

    private final Archive archive;
    private final Ledger ledger;
    private final Deliveries deliveries;
    private final Replays replays;
    private final RecordViews views;
    private final SightingFindings findings;

    Trails(
            Archive archive,
            Ledger ledger,
            Deliveries deliveries,
            Replays replays,
            RecordViews views,
            SightingFindings findings) {
        this.archive = archive;
        this.ledger = ledger;
        this.deliveries = deliveries;
        this.replays = replays;
        this.views = views;
        this.findings = findings;
    }

    /** @param after sightings in messages after this one; 0 also tells revisions, deliveries and receipts */
    TrailAnswer of(KnownRecord record, long after) {
        var sightings = ledger.sightings(record.recordId(), after);
        var steps = new ArrayList<Step>();
        sightings.forEach(sighting -> steps.add(arrived(sighting)));
        if (after == 0) {
            addRevisions(record, steps);
            var again = replays.redelivered(record.recordId());
            deliveries.of(record.recordId()).forEach(delivery -> addDelivery(delivery, again, steps));
        }
        steps.sort(BY_TIME);
        return new TrailAnswer(
                record.recordId().toString(), record.feed().value(), record.sourceRecordNo(), steps, next(sightings));
    }

    private static @Nullable String next(List<Sighting> sightings) {
        return sightings.size() < SIGHTINGS
                ? null
                : Long.toString(sightings.get(sightings.size() - 1).messageId());
    }

    private Step arrived(Sighting sighting) {
        var message = archive.message(sighting.messageId());
        var with = ledger.readWith(sighting.messageId());
        var entry = sighting.entry();
        var arrived = new Arrived(
                Long.toString(sighting.messageId()),
                sighting.feed().value(),
                message.map(known -> known.channel().name().toLowerCase(Locale.ROOT))
                        .orElse(null),
                message.map(Message::filename).orElse(null),
                message.map(Message::digest).orElse(null),
                entry.row(),
                entry.place(),
                entry.outcome(),
                entry.revision(),
                with.map(ReadWith::mapping).orElse(null),
                with.map(ReadWith::pack).orElse(null),
                findings.of(sighting));
        return new Step(Times.of(sighting.at()), Kind.RECEIVED, arrived, null, null, null);
    }

    private void addRevisions(KnownRecord record, List<Step> steps) {
        var revisions = ledger.revisions(record.recordId());
        for (int i = 0; i < revisions.size(); i++) {
            var revision = revisions.get(i);
            var changed = new Changed(
                    revision.revision(),
                    Long.toString(revision.messageId()),
                    revision.row(),
                    revision.standing().name(),
                    views.changed(revisions, i),
                    revision.replay() == null ? null : Long.toString(revision.replay()));
            steps.add(new Step(Times.of(revision.at()), Kind.REVISION, null, changed, null, null));
        }
    }

    /** A delivery stands at the time of its first receipt; one without stands at the end. */
    private static void addDelivery(Delivery delivery, List<Redelivered> again, List<Step> steps) {
        var first = delivery.receipts().stream()
                .map(Receipt::at)
                .min(Comparator.naturalOrder())
                .map(Times::of)
                .orElse(null);
        var sent = new Sent(
                delivery.target().id(),
                delivery.revision(),
                delivery.state().name(),
                delivery.batchNo(),
                delivery.packageId(),
                delivery.platformId(),
                delivery.code(),
                delivery.message(),
                again.stream()
                        .filter(one -> one.target() == delivery.target() && one.revision() == delivery.revision())
                        .map(one -> Long.toString(one.replay()))
                        .toList());
        steps.add(new Step(first, Kind.DELIVERY, null, null, sent, null));
        delivery.receipts().forEach(receipt -> steps.add(said(delivery, receipt)));
    }

    private static Step said(Delivery delivery, Receipt receipt) {
        var said = new Said(
                delivery.target().id(),
                delivery.revision(),
                delivery.batchNo(),
                delivery.packageId(),
                receipt.stage(),
                receipt.code(),
                receipt.message());
        return new Step(Times.of(receipt.at()), Kind.RECEIPT, null, null, null, said);
    }
}
