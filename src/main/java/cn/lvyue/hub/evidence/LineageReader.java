package cn.lvyue.hub.evidence;

import cn.lvyue.hub.archive.Archive;
import cn.lvyue.hub.delivery.Deliveries;
import cn.lvyue.hub.evidence.Rereading.Reread;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.ledger.Ledger.KnownRecord;
import cn.lvyue.hub.ledger.Ledger.Revision;
import cn.lvyue.hub.mapping.Derivation;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.Target;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts lineage together out of ledger, archive, mappings and deliveries. */
@Component
class LineageReader implements Lineages {
    private final LineageStore store;
    private final Ledger ledger;
    private final Archive archive;
    private final Deliveries deliveries;
    private final FieldLineages fields;

    LineageReader(LineageStore store, Ledger ledger, Archive archive, Deliveries deliveries, FieldLineages fields) {
        this.store = store;
        this.ledger = ledger;
        this.archive = archive;
        this.deliveries = deliveries;
        this.fields = fields;
    }

    @Override
    public Optional<OfRevision> ofRecord(RecordId record, @Nullable Integer revision, @Nullable String field) {
        return ledger.record(record)
                .flatMap(known -> revision(known, revision == null ? known.revision() : revision, only(field)))
                .filter(found -> field == null || !found.fields().isEmpty());
    }

    @Override
    public List<OfRevision> ofPlatformId(Target target, String platformId, @Nullable String field) {
        var found = new ArrayList<OfRevision>();
        for (var key : store.known(target, platformId)) {
            of(key, only(field)).ifPresent(found::add);
        }
        return found;
    }

    private static Predicate<FieldLineage> only(@Nullable String field) {
        return field == null ? any -> true : each -> each.field().equals(field);
    }

    private Optional<OfRevision> of(long[] key, Predicate<FieldLineage> wanted) {
        return store.head(key[0])
                .flatMap(head -> ledger.record(head.id()))
                .flatMap(known -> revision(known, (int) key[1], wanted));
    }

    private Optional<OfRevision> revision(KnownRecord known, int number, Predicate<FieldLineage> wanted) {
        var revisions = ledger.revisions(known.recordId());
        return revisions.stream()
                .filter(each -> each.revision() == number)
                .findFirst()
                .map(revision -> revision(known, revisions, revision, wanted));
    }

    private OfRevision revision(
            KnownRecord known, List<Revision> revisions, Revision revision, Predicate<FieldLineage> wanted) {
        var read = readOf(known, revisions, revision);
        var message = archive.message(read.messageId());
        var place = store.row(read.messageId(), read.row())
                .map(LineageStore.Row::place)
                .orElse(null);
        var origin = message.isEmpty() ? null : reread(message.get(), read.row(), place, read.replay());
        var all = fields.of(known, revisions, revision, origin == null ? List.of() : origin.derivations());
        return new OfRevision(
                known.recordId(),
                known.feed(),
                known.sourceRecordNo(),
                revision.revision(),
                revision.at(),
                origin == null ? null : new Origin(message.get(), read.row(), origin.place(), origin.with()),
                all.stream().filter(wanted).toList(),
                deliveries.of(known.recordId()).stream()
                        .filter(delivery -> delivery.revision() == revision.revision())
                        .toList());
    }

    /** The revision whose cells were read: what a person corrected was made out of an earlier one. */
    private Revision readOf(KnownRecord known, List<Revision> revisions, Revision revision) {
        var read = revision;
        for (int i = revisions.indexOf(revision); i > 0 && corrects(known, read); i--) {
            read = revisions.get(i - 1);
        }
        return read;
    }

    private boolean corrects(KnownRecord known, Revision revision) {
        return revision.replay() != null && store.corrects(known.recordId().sequence(), revision.revision());
    }

    private Reread reread(Message message, int row, @Nullable String place, @Nullable Long replay) {
        var with = store.with(message.id(), message.feed().value(), replay).orElse(null);
        return fields.reread(message, row, place, with);
    }

    @Override
    public Optional<OfCell> ofCell(Message message, String place) {
        return store.row(message.id(), CellPlaces.rowsOf(place)).map(row -> ofCell(message, row, place));
    }

    private OfCell ofCell(Message message, LineageStore.Row row, String place) {
        var cell = place.equals(row.place()) ? null : place;
        var read = reread(message, row.row(), row.place(), null);
        var fed = read.derivations().stream()
                .filter(derivation -> cell == null || derivation.reads(cell))
                .toList();
        var names = fed.stream().map(Derivation::field).toList();
        Predicate<FieldLineage> wanted = cell == null ? any -> true : each -> names.contains(each.field());
        var revisions = new ArrayList<OfRevision>();
        for (var key : revisionsOf(message, row)) {
            of(new long[] {key.record(), key.revision()}, wanted).ifPresent(revisions::add);
        }
        return new OfCell(
                new Origin(message, row.row(), row.place(), read.with()),
                cell,
                row.outcome(),
                row.sourceRecordNo(),
                fields.made(message.feed(), fed),
                revisions,
                row.revision() != null || row.record() == null
                        ? null
                        : store.head(row.record()).map(LineageStore.Head::id).orElse(null));
    }

    private record Key(long record, int revision) {}

    private List<Key> revisionsOf(Message message, LineageStore.Row row) {
        var keys = new LinkedHashSet<Key>();
        if (row.revision() != null) {
            keys.add(new Key(Objects.requireNonNull(row.record()), row.revision()));
        }
        store.replayed(message.id(), row.row()).forEach(key -> keys.add(new Key(key[0], (int) key[1])));
        return List.copyOf(keys);
    }
}
