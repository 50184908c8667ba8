package cn.lvyue.hub.evidence;

import cn.lvyue.hub.delivery.Deliveries;
import cn.lvyue.hub.delivery.Deliveries.Delivery;
import cn.lvyue.hub.evidence.EvidenceStore.Archived;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.ledger.Ledger.KnownRecord;
import cn.lvyue.hub.ledger.Ledger.Revision;
import cn.lvyue.hub.ledger.Ledger.Sighting;
import cn.lvyue.hub.ledger.RulingBook;
import cn.lvyue.hub.proof.Proofs;
import cn.lvyue.hub.replay.Replays;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Gathers all that is known and proven of one record. */
@Component
class BundleMaker implements EvidenceBundles {
    private static final int MOST_SIGHTINGS = 5_000;

    private final Known known;
    private final Gathered gathered;
    private final Proofs proofs;
    private final Clock clock;

    BundleMaker(Known known, Gathered gathered, Proofs proofs, Clock clock) {
        this.known = known;
        this.gathered = gathered;
        this.proofs = proofs;
        this.clock = clock;
    }

    /** What the hub knows of a record. */
    @Component
    record Known(
            Ledger ledger,
            Deliveries deliveries,
            Replays replays,
            RulingBook rulings,
            Lineages lineages,
            FieldLineages.Packs packs) {}

    /** What is archived of a record, and how it is written. */
    @Component
    record Gathered(
            EvidenceStore store,
            PackageExtract extract,
            BundleDocuments documents,
            FieldTexts texts,
            MadeBundle.Writing writing) {}

    @Override
    public Optional<Bundle> of(Wish wish) {
        return known.ledger().record(wish.record()).map(record -> new Making(wish, record).make());
    }

    /** The making of one bundle. */
    private final class Making {
        private final Wish wish;
        private final KnownRecord record;
        private final Shown shown;
        private final BundleFiles files = new BundleFiles();
        private final ProofFiles proof = new ProofFiles(proofs, files);
        private final Map<Long, Archived> archived = new TreeMap<>();
        private final Set<Long> replays = new TreeSet<>();
        private final Set<Long> inside = new TreeSet<>();

        Making(Wish wish, KnownRecord record) {
            this.wish = wish;
            this.record = record;
            this.shown = new Shown(known.packs().of(record.feed()), wish.full());
        }

        Bundle make() {
            var sightings = sightings();
            var revisions = known.ledger().revisions(record.recordId());
            var deliveries = known.deliveries().of(record.recordId());
            told(sightings, revisions);
            sent(deliveries);
            audited();
            mappings(revisions);
            documents(sightings, revisions, deliveries);
            proof.days(wish.pinned());
            return new MadeBundle(
                    "evidence-" + record.recordId() + ".zip",
                    personal(revisions),
                    manifest(),
                    files,
                    List.copyOf(inside),
                    gathered.writing());
        }

        private List<Sighting> sightings() {
            var all = new ArrayList<Sighting>();
            for (var page = known.ledger().sightings(record.recordId(), 0);
                    !page.isEmpty() && all.size() < MOST_SIGHTINGS;
                    page = known.ledger()
                            .sightings(
                                    record.recordId(), all.get(all.size() - 1).messageId())) {
                all.addAll(page);
            }
            return all;
        }

        private record At(long message, int row) {}

        /** Messages and rows that told of the record, with what replays made of them. */
        private void told(List<Sighting> sightings, List<Revision> revisions) {
            var rows = new LinkedHashSet<At>();
            sightings.forEach(
                    each -> rows.add(new At(each.messageId(), each.entry().row())));
            revisions.forEach(each -> rows.add(new At(each.messageId(), each.row())));
            for (var at : rows) {
                archived(at.message(), wish.full());
                for (var each : proofs.record(at.message(), at.row())) {
                    var values = new TreeMap<String, String>();
                    each.fields().forEach(field -> {
                        if (field.name() != null && field.value() != null) {
                            values.put(field.name(), field.value());
                        }
                    });
                    proof.record(each, name -> shown.hides(name, values.getOrDefault(name, "")));
                    if (each.replay() != null) {
                        replays.add(each.replay());
                    }
                }
            }
            revisions.stream().map(Revision::replay).filter(Objects::nonNull).forEach(replays::add);
        }

        private void archived(long id, boolean withBytes) {
            gathered.store().archived(id).ifPresent(found -> {
                archived.put(id, found);
                boolean leaf = proof.message(id);
                if (withBytes && leaf && !found.destroyed()) {
                    inside.add(id);
                }
            });
        }

        private void sent(List<Delivery> deliveries) {
            var packages = new LinkedHashSet<UUID>();
            deliveries.forEach(each -> {
                if (each.packageId() != null) {
                    packages.add(each.packageId());
                }
            });
            for (var id : packages) {
                gathered.store().bodyOf(id).ifPresent(body -> {
                    archived(body, wish.full());
                    gathered.extract()
                            .of(body, record.recordId().toString())
                            .ifPresent(line -> files.add("packages/" + id + ".json", sentLine(line)));
                });
            }
            gathered.store().answersTo(packages).forEach(answer -> archived(answer, wish.full()));
        }

        private byte[] sentLine(Map<String, Object> line) {
            var shownLine = new TreeMap<String, Object>();
            line.forEach(
                    (id, value) -> shownLine.put(id, value instanceof String text ? shown.value(id, text) : value));
            return gathered.documents().bytes(shownLine);
        }

        private void audited() {
            var rows = gathered.store().auditOf(record.recordId().toString());
            rows.forEach(row -> proof.audit(row.id()));
            files.add(
                    "audit.json",
                    gathered.documents().bytes(gathered.documents().audit(rows)));
        }

        /** The mapping files of then hold nothing of anybody: they are always inside. */
        private void mappings(List<Revision> revisions) {
            var lineages = new ArrayList<Lineages.OfRevision>();
            for (var revision : revisions) {
                known.lineages()
                        .ofRecord(record.recordId(), revision.revision(), null)
                        .ifPresent(lineages::add);
            }
            for (var lineage : lineages) {
                var origin = lineage.origin();
                if (origin != null && origin.with().mapping() != null) {
                    gathered.store()
                            .mapping(record.feed().value(), origin.with().mapping())
                            .ifPresent(id -> archived(id, true));
                }
            }
            files.add(
                    "lineage.json",
                    gathered.documents().bytes(gathered.documents().lineage(lineages, shown)));
        }

        private void documents(List<Sighting> sightings, List<Revision> revisions, List<Delivery> deliveries) {
            var write = gathered.documents();
            var recordDocument = write.record(record, revisions, shown);
            files.add("record.json", write.bytes(recordDocument));
            files.add("sightings.json", write.bytes(write.sightings(sightings, shown)));
            files.add("deliveries.json", write.bytes(write.deliveries(deliveries)));
            var links = replays.stream()
                    .flatMap(id -> known.replays().link(id).stream())
                    .toList();
            var ruled = replays.stream()
                    .flatMap(id -> known.rulings().ruling(id).stream())
                    .toList();
            files.add("replays.json", write.bytes(write.replays(links, ruled)));
            files.add(
                    "archived.json",
                    write.bytes(write.archived(archived.values(), each -> inside.contains(each.id()))));
            files.add(
                    "index.html",
                    BundlePage.of(wish, record, revisions, sightings, deliveries, gathered.texts(), shown));
        }

        private List<String> personal(List<Revision> revisions) {
            if (!wish.full()) {
                return List.of();
            }
            var fields = new TreeSet<String>();
            revisions.forEach(each -> gathered.texts().read(each.fields()).keySet().stream()
                    .filter(shown::isPersonal)
                    .forEach(fields::add));
            return List.copyOf(fields);
        }

        private ManifestText manifest() {
            var log = proofs.log();
            var newest = proofs.newest();
            return new ManifestText("lvyue-evidence/1")
                    .put("hub", log.map(Proofs.Log::id).orElse(null))
                    .put("algorithm", log.map(each -> each.algorithm().label()).orElse(null))
                    .put("record", record.recordId())
                    .put("feed", record.feed())
                    .put("source-record-no", record.sourceRecordNo())
                    .put("revision", record.revision())
                    .put("made-at", clock.instant())
                    .put("by", wish.by())
                    .put("shown", wish.full() ? "full" : "masked")
                    .put("purpose", wish.purpose())
                    .put("reference", wish.reference())
                    .put("newest-day", newest.map(Proofs.DayStatement::day).orElse(null))
                    .put("not-yet-in-the-log", proof.missing());
        }
    }
}
