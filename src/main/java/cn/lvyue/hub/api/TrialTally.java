package cn.lvyue.hub.api;

import cn.lvyue.hub.api.TrialAnswer.Group;
import cn.lvyue.hub.api.TrialAnswer.Row;
import cn.lvyue.hub.api.TrialAnswer.Sample;
import cn.lvyue.hub.api.TrialAnswer.Value;
import cn.lvyue.hub.ledger.Ledger.Entry;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.standard.Field;
import cn.lvyue.hub.standard.Masking;
import cn.lvyue.hub.standard.StandardPack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Adds up what a trial finds: outcomes, findings by code and field, and the first records as they were mapped. */
final class TrialTally {
    private static final int MOST_ROWS = 50;
    private static final int MOST_SAMPLES = 20;

    private final Optional<StandardPack> pack;
    private final FindingAnswers words;
    private final StoredFields stored;
    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    private final Map<String, Found> groups = new LinkedHashMap<>();
    private final List<Sample> samples = new ArrayList<>();

    private static final class Found {
        final Finding first;
        final List<Row> rows = new ArrayList<>();
        long records;

        Found(Finding first) {
            this.first = first;
        }
    }

    TrialTally(Optional<StandardPack> pack, FindingAnswers words, StoredFields stored) {
        this.pack = pack;
        this.words = words;
        this.stored = stored;
    }

    void add(Inspected item, Entry entry) {
        counts.merge(entry.outcome(), 1, Integer::sum);
        for (var finding : entry.findings()) {
            var key = finding.code() + " " + finding.severity() + " " + finding.field();
            var group = groups.computeIfAbsent(key, first -> new Found(finding));
            group.records++;
            if (group.rows.size() < MOST_ROWS) {
                var shown = words.of(List.of(finding), pack, false).get(0);
                var place = finding.place().isEmpty() ? entry.place() : finding.place();
                group.rows.add(new Row(entry.row(), place, entry.sourceRecordNo(), shown.value()));
            }
        }
        if (samples.size() < MOST_SAMPLES) {
            samples.add(new Sample(
                    entry.row(), entry.place(), entry.sourceRecordNo(), entry.outcome(), fields(item.fields())));
        }
    }

    private List<Value> fields(byte[] json) {
        var values = stored.read(json);
        var shown = new ArrayList<Value>();
        values.forEach((id, value) -> {
            if (value != null) {
                shown.add(value(id, value));
            }
        });
        return shown;
    }

    private Value value(String id, String value) {
        if (pack.isPresent() && pack.get().names().contains(id)) {
            var field = pack.get().field(id);
            return new Value(id, field.nameZh(), field.nameEn(), Masking.value(field, value));
        }
        return new Value(id, id, id, Masking.whole(value));
    }

    Map<Outcome, Integer> counts() {
        for (var outcome : Outcome.values()) {
            counts.putIfAbsent(outcome, 0);
        }
        return Map.copyOf(counts);
    }

    List<Sample> samples() {
        return List.copyOf(samples);
    }

    /** The gravest first, and of those the most frequent. */
    List<Group> groups() {
        return groups.values().stream()
                .sorted(Comparator.comparing((Found found) -> found.first.severity())
                        .thenComparing(found -> -found.records))
                .map(this::group)
                .toList();
    }

    private Group group(Found found) {
        var example = words.of(List.of(found.first), pack, false).get(0);
        return new Group(
                example.code(),
                example.severity(),
                example.field(),
                name(example.field(), Field::nameZh),
                name(example.field(), Field::nameEn),
                found.records,
                example,
                List.copyOf(found.rows));
    }

    private @Nullable String name(@Nullable String field, Function<Field, String> of) {
        return field != null && pack.isPresent() && pack.get().names().contains(field)
                ? of.apply(pack.get().field(field))
                : field;
    }
}
