package cn.lvyue.hub.evidence;

import cn.lvyue.hub.delivery.Deliveries.Delivery;
import cn.lvyue.hub.evidence.EvidenceStore.Archived;
import cn.lvyue.hub.evidence.EvidenceStore.AuditRow;
import cn.lvyue.hub.evidence.Lineages.FieldLineage;
import cn.lvyue.hub.evidence.Lineages.OfRevision;
import cn.lvyue.hub.ledger.Ledger.KnownRecord;
import cn.lvyue.hub.ledger.Ledger.Revision;
import cn.lvyue.hub.ledger.Ledger.Sighting;
import cn.lvyue.hub.ledger.RulingBook;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.replay.Replays;
import cn.lvyue.hub.standard.FindingCatalog;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes what the hub knows of a record as JSON, for people and programs that want more than what is proven. */
@Component
class BundleDocuments {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final FieldTexts texts;
    private final FindingCatalog catalog;
    private final JsonMapper json;

    BundleDocuments(FieldTexts texts, FindingCatalog catalog, JsonMapper json) {
        this.texts = texts;
        this.catalog = catalog;
        this.json = json;
    }

    byte[] bytes(Object document) {
        return json.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(document);
    }

    /** An object whose members without value are left out. */
    static Map<String, Object> object(@Nullable Object... namesAndValues) {
        var object = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            var name = namesAndValues[i];
            var value = namesAndValues[i + 1];
            if (name != null && value != null) {
                object.put(name.toString(), value);
            }
        }
        return object;
    }

    static @Nullable String time(@Nullable Instant at) {
        return at == null ? null : at.atZone(ZONE).toOffsetDateTime().toString();
    }

    Map<String, Object> record(KnownRecord known, List<Revision> revisions, Shown shown) {
        return object(
                "recordId", known.recordId().toString(),
                "feed", known.feed().value(),
                "sourceRecordNo", known.sourceRecordNo(),
                "revision", known.revision(),
                "outcome", known.outcome(),
                "links",
                        known.links().stream()
                                .map(link -> object("recordId", link.recordId().toString(), "why", link.why()))
                                .toList(),
                "revisions",
                        revisions.stream().map(each -> revision(each, shown)).toList());
    }

    private Map<String, Object> revision(Revision revision, Shown shown) {
        return object(
                "revision", revision.revision(),
                "at", time(revision.at()),
                "messageId", Long.toString(revision.messageId()),
                "row", revision.row(),
                "standing", revision.standing(),
                "replayId", text(revision.replay()),
                "fields", shown.values(texts.read(revision.fields())));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    List<Map<String, Object>> sightings(List<Sighting> sightings, Shown shown) {
        return sightings.stream()
                .map(sighting -> object(
                        "messageId", Long.toString(sighting.messageId()),
                        "feed", sighting.feed().value(),
                        "at", time(sighting.at()),
                        "row", sighting.entry().row(),
                        "place", sighting.entry().place(),
                        "outcome", sighting.entry().outcome(),
                        "revision", sighting.entry().revision(),
                        "duplicateOf", text(sighting.entry().duplicateOf()),
                        "findings",
                                sighting.entry().findings().stream()
                                        .map(finding -> finding(finding, shown))
                                        .toList()))
                .toList();
    }

    private Map<String, Object> finding(Finding finding, Shown shown) {
        var value = finding.value() == null ? null : shown.value(finding.field(), finding.value());
        var wanted = finding.wanted() == null || !finding.code().equals("N101")
                ? finding.wanted()
                : shown.value(finding.field(), finding.wanted());
        var hidden = new Finding(finding.code(), finding.severity(), finding.field(), finding.place(), value, wanted);
        var words = catalog.explain(hidden, shown.field(finding.field()));
        return object(
                "code", finding.code(),
                "severity", finding.severity(),
                "field", finding.field(),
                "place", finding.place(),
                "value", value,
                "wanted", wanted,
                "message", words.messageZh(),
                "messageEn", words.messageEn());
    }

    List<Map<String, Object>> lineage(List<OfRevision> revisions, Shown shown) {
        return revisions.stream()
                .map(each -> object(
                        "revision", each.revision(),
                        "origin", each.origin() == null ? null : origin(each.origin()),
                        "fields",
                                LineageMask.of(each.fields(), shown.full()).stream()
                                        .map(BundleDocuments::field)
                                        .toList()))
                .toList();
    }

    private static Map<String, Object> origin(Lineages.Origin origin) {
        return object(
                "messageId", Long.toString(origin.message().id()),
                "channel", origin.message().channel(),
                "filename", origin.message().filename(),
                "digest", origin.message().digest(),
                "row", origin.row(),
                "place", origin.place(),
                "mapping", origin.with().mapping(),
                "pack", origin.with().pack(),
                "mappingToday", origin.with().today(),
                "certainty", origin.with().certainty());
    }

    private static Map<String, Object> field(FieldLineage lineage) {
        var definition = lineage.definition();
        var corrected = lineage.corrected();
        return object(
                "field", lineage.field(),
                "nameZh", definition == null ? null : definition.nameZh(),
                "nameEn", definition == null ? null : definition.nameEn(),
                "cells",
                        lineage.cells().stream()
                                .map(cell -> object("name", cell.name(), "place", cell.place(), "value", cell.value()))
                                .toList(),
                "rule", lineage.rule(),
                "ruleLine", lineage.rule() == null ? null : lineage.line(),
                "made", lineage.made(),
                "kept", lineage.kept(),
                "agrees", lineage.agrees(),
                "corrected",
                        corrected == null
                                ? null
                                : object(
                                        "replayId", Long.toString(corrected.replay()),
                                        "by", corrected.author(),
                                        "reason", corrected.reason(),
                                        "at", time(corrected.at())));
    }

    List<Map<String, Object>> deliveries(List<Delivery> deliveries) {
        return deliveries.stream()
                .map(each -> object(
                        "target", each.target().id(),
                        "revision", each.revision(),
                        "state", each.state(),
                        "batchNo", each.batchNo(),
                        "packageId", text(each.packageId()),
                        "platformId", each.platformId(),
                        "code", each.code(),
                        "message", each.message(),
                        "receipts",
                                each.receipts().stream()
                                        .map(receipt -> object(
                                                "stage", receipt.stage(),
                                                "code", receipt.code(),
                                                "message", receipt.message(),
                                                "at", time(receipt.at())))
                                        .toList()))
                .toList();
    }

    /** Replays, and after them what people ruled: both made revisions, and are counted together. */
    List<Map<String, Object>> replays(Collection<Replays.Link> links, Collection<RulingBook.Kept> rulings) {
        var replayed = links.stream()
                .map(link -> object(
                        "replayId", Long.toString(link.replay()),
                        "mode", link.mode(),
                        "by", link.author(),
                        "reason", link.reason(),
                        "at", time(link.at())));
        var ruled = rulings.stream()
                .map(kept -> object(
                        "replayId", Long.toString(kept.number()),
                        "mode", "RULING " + kept.ruling(),
                        "by", kept.author(),
                        "reason", kept.reason(),
                        "at", time(kept.at())));
        return Stream.concat(replayed, ruled).toList();
    }

    List<Map<String, Object>> audit(List<AuditRow> rows) {
        return rows.stream()
                .map(row -> object(
                        "id", Long.toString(row.id()),
                        "at", time(row.at()),
                        "actor", row.actor(),
                        "action", row.action(),
                        "what", row.what(),
                        "result", row.result()))
                .toList();
    }

    /** @param inside whether the bytes of one are in the bundle */
    List<Map<String, Object>> archived(Collection<Archived> archived, Predicate<Archived> inside) {
        return archived.stream()
                .map(each -> object(
                        "id", Long.toString(each.id()),
                        "direction", each.direction() == 1 ? "in" : "out",
                        "kind", each.kind(),
                        "feed", each.feed(),
                        "channel", each.channel(),
                        "at", time(each.at()),
                        "filename", each.filename(),
                        "mediaType", each.mediaType(),
                        "size", each.size(),
                        "sm3", each.digest(),
                        "destroyed", each.destroyed() ? true : null,
                        "inside", inside.test(each)))
                .toList();
    }
}
