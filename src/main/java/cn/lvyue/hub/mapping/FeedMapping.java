package cn.lvyue.hub.mapping;

import cn.lvyue.hub.record.FieldNames;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Mapped;
import cn.lvyue.hub.record.ReadPlan;
import cn.lvyue.hub.record.SourceRecord;
import cn.lvyue.hub.record.StandardRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The mapping of one feed, compiled. Immutable but for a cache of divisions; used by several threads. */
final class FeedMapping {
    /** A row that fell apart has its values in the wrong columns. */
    private static final String BROKEN_ROW = "F109";

    private final String version;
    private final String pack;
    private final ReadPlan plan;
    private final FieldNames names;
    private final RecordKey key;
    private final List<FieldRule> rules;
    private final List<ParkRule> parkRules;
    private final @Nullable FieldRule[] byIndex;

    FeedMapping(
            String version,
            String pack,
            ReadPlan plan,
            FieldNames names,
            RecordKey key,
            List<FieldRule> rules,
            List<ParkRule> parkRules) {
        this.version = version;
        this.pack = pack;
        this.plan = plan;
        this.names = names;
        this.key = key;
        this.rules = List.copyOf(rules);
        this.parkRules = List.copyOf(parkRules);
        this.byIndex = new FieldRule[names.size()];
        rules.forEach(rule -> byIndex[rule.index()] = rule);
    }

    String version() {
        return version;
    }

    String pack() {
        return pack;
    }

    ReadPlan plan() {
        return plan;
    }

    Notes notes() {
        return new Notes(plan.format() == ReadPlan.Format.WORKBOOK);
    }

    /**
     * A broken row is not mapped beyond its number: its values stand in the wrong fields. A record that is none of the hub's
     * business is mapped, but its values are not held against it.
     */
    Mapped map(SourceRecord source, Notes notes) {
        notes.begin(source);
        var values = new @Nullable String[names.size()];
        if (isBroken(source)) {
            return mapped(source, key.numberOrNothing(source), null, values, source.faults());
        }
        var number = key.number(source, notes);
        values[key.index()] = number.isEmpty() ? null : number;
        var version = key.version(source, notes);
        if (isParked(source, notes)) {
            var parked = List.copyOf(notes.findings());
            applyRules(source, values, notes);
            return mapped(source, number, version, values, parked);
        }
        applyRules(source, values, notes);
        return mapped(source, number, version, values, notes.findings());
    }

    private static boolean isBroken(SourceRecord source) {
        for (var fault : source.faults()) {
            if (fault.rejects() && fault.code().equals(BROKEN_ROW)) {
                return true;
            }
        }
        return false;
    }

    private boolean isParked(SourceRecord source, Notes notes) {
        boolean parked = false;
        for (int i = 0; i < parkRules.size(); i++) {
            parked |= parkRules.get(i).parks(source, notes);
        }
        return parked;
    }

    private void applyRules(SourceRecord source, @Nullable String[] values, Notes notes) {
        for (int i = 0; i < rules.size(); i++) {
            rules.get(i).apply(source, values, notes);
        }
    }

    private Mapped mapped(
            SourceRecord source,
            String number,
            @Nullable Long version,
            @Nullable String[] values,
            List<Finding> found) {
        return new Mapped(
                source.row(),
                source.place(),
                number,
                version,
                new StandardRecord(names, values),
                withFaults(source, found),
                new SourcePlaces(this, source),
                source.answers());
    }

    private static List<Finding> withFaults(SourceRecord source, List<Finding> found) {
        if (source.faults().isEmpty() || found == source.faults()) {
            return found;
        }
        var all = new ArrayList<>(source.faults());
        all.addAll(found);
        return all;
    }

    /** How the fields of a record came about; nothing for a broken row. */
    List<Derivation> explain(SourceRecord source) {
        if (isBroken(source)) {
            return List.of();
        }
        var mapped = map(source, notes());
        var derivations = new ArrayList<Derivation>(rules.size() + 2);
        derivations.add(derivation(key.id(), key.fields(), key.numberTold(), mapped.sourceRecordNo(), source));
        if (key.version() != null && key.versionTold() != null) {
            var version = mapped.version() == null ? null : mapped.version().toString();
            derivations.add(derivation(Derivation.VERSION, List.of(key.version()), key.versionTold(), version, source));
        }
        for (var rule : rules) {
            var value = mapped.record().value(rule.index());
            derivations.add(derivation(rule.id(), rule.reads(), rule.told(), value, source));
        }
        return derivations;
    }

    private static Derivation derivation(
            String field,
            List<SourceField> reads,
            YamlTable.Excerpt told,
            @Nullable String value,
            SourceRecord source) {
        var sources = reads.stream()
                .map(read -> new Derivation.SourceValue(
                        read.ruleName(), source.placeOf(read.name()), source.value(read.slot())))
                .toList();
        return new Derivation(field, sources, told.text(), told.line(), value);
    }

    RecordKey key() {
        return key;
    }

    /** In the file's order; the upstream number has none. */
    List<FieldRule> rules() {
        return rules;
    }

    /** Whether anything of this feed feeds a standard field. */
    boolean feeds(int index) {
        return index == key.index() || byIndex[index] != null;
    }

    /** The source fields that feed a standard field, in order; none for a constant. */
    List<SourceField> fieldsOf(int index) {
        var rule = byIndex[index];
        return index == key.index()
                ? key.fields()
                : rule == null ? List.of() : rule.source().fields();
    }
}
