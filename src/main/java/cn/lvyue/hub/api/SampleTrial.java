package cn.lvyue.hub.api;

import cn.lvyue.hub.intake.RecordReaders;
import cn.lvyue.hub.mapping.Derivation;
import cn.lvyue.hub.mapping.Explainer;
import cn.lvyue.hub.mapping.MappingTexts;
import cn.lvyue.hub.mapping.MappingTexts.Text;
import cn.lvyue.hub.mapping.MappingWorkshop;
import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.quality.Inspection;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.SourceRecord;
import cn.lvyue.hub.record.Verdict;
import cn.lvyue.hub.standard.Field;
import cn.lvyue.hub.standard.Masking;
import cn.lvyue.hub.standard.StandardPack;
import cn.lvyue.hub.standard.StandardPacks;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads a sample as a mapping says and tells what becomes of it, and why; nothing of it is kept. */
@Component
public class SampleTrial {
    /** A sample is not a delivery. */
    public static final int LARGEST = 1 << 20;

    private static final int MOST_RECORDS = 20;

    private final RecordReaders readers;
    private final MappingWorkshop workshop;
    private final MappingTexts texts;
    private final Inspection inspection;
    private final StandardPacks packs;
    private final FindingAnswers findings;
    private final StoredFields stored;
    private final Clock clock;

    SampleTrial(
            RecordReaders readers,
            MappingWorkshop workshop,
            MappingTexts texts,
            Inspection inspection,
            StandardPacks packs,
            FindingAnswers findings,
            StoredFields stored,
            Clock clock) {
        this.readers = readers;
        this.workshop = workshop;
        this.texts = texts;
        this.inspection = inspection;
        this.packs = packs;
        this.findings = findings;
        this.stored = stored;
        this.clock = clock;
    }

    /** @param name of the file, if it has one @param unmask shows personal values as they were given */
    public record Sample(byte[] bytes, @Nullable String name, Channel channel, boolean unmask) {}

    /**
     * @param readable whether the sample could be read to its end, or as far as it is shown
     * @param more whether there are records that are not shown
     * @param findings of the sample as a whole
     */
    @Schema(name = "MappedSample")
    public record Tried(
            String version, boolean readable, boolean more, List<FindingAnswer> findings, List<One> records) {}

    /** One record. */
    @Schema(name = "MappedRecord")
    public record One(
            int row,
            String place,
            String sourceRecordNo,
            Verdict verdict,
            List<FindingAnswer> findings,
            List<Made> fields) {}

    /**
     * One standard field.
     *
     * @param sources the source values the rule looked at
     * @param rule as the file writes it, at {@code line}; null where no rule is told
     */
    @Schema(name = "MappedField")
    public record Made(
            String field,
            String nameZh,
            String nameEn,
            @Nullable String value,
            List<Seen> sources,
            @Nullable String rule,
            int line) {}

    /** A source value with its place. */
    @Schema(name = "SourceValue")
    public record Seen(String name, String place, @Nullable String value) {}

    /** @throws RuntimeException if the mapping is not in order */
    public Tried run(Text text, Sample sample) {
        var mappings = workshop.with(text);
        var explainer = texts.explainer(text, sample.channel()).orElseThrow();
        var pack = packs.pack(text.pack());
        var message = new Message(
                0, text.feed(), sample.channel(), clock.instant(), sample.name(), null, sample.bytes().length, "");
        var records = new ArrayList<One>();
        boolean more = false;
        var ends = new ArrayList<FindingAnswer>();
        boolean readable = true;
        try (var reading = readers.read(message, explainer.plan(), new ByteArrayInputStream(sample.bytes()), 0)) {
            while (reading.hasNext() && !more) {
                var chunk = reading.next();
                more = records.size() + chunk.items().size() > MOST_RECORDS;
                records.addAll(told(first(chunk, MOST_RECORDS - records.size()), mappings, explainer, pack, sample));
                var end = chunk.end();
                if (end != null) {
                    readable = !end.unreadable();
                    ends.addAll(findings.of(end.findings(), Optional.of(pack), sample.unmask()));
                }
            }
        }
        return new Tried(text.version(), readable, more, ends, records);
    }

    private static Chunk<SourceRecord> first(Chunk<SourceRecord> chunk, int most) {
        return new Chunk<>(
                chunk.message(),
                chunk.number(),
                chunk.items().subList(0, Math.min(most, chunk.items().size())),
                chunk.end());
    }

    private List<One> told(
            Chunk<SourceRecord> chunk, Mappings mappings, Explainer explainer, StandardPack pack, Sample sample) {
        var inspected = inspection.inspect(mappings.map(chunk), pack.id()).items();
        var told = new ArrayList<One>();
        for (int i = 0; i < inspected.size(); i++) {
            told.add(one(inspected.get(i), explainer.explain(chunk.items().get(i)), pack, sample.unmask()));
        }
        return told;
    }

    private One one(Inspected record, List<Derivation> derivations, StandardPack pack, boolean unmask) {
        var values = stored.read(record.fields());
        var fields = new ArrayList<Made>();
        for (var derivation : derivations) {
            var id = derivation.field();
            var field = pack.names().contains(id) ? pack.field(id) : null;
            var value = field == null ? derivation.value() : values.getOrDefault(id, derivation.value());
            fields.add(new Made(
                    id,
                    field == null ? "版本" : field.nameZh(),
                    field == null ? "version" : field.nameEn(),
                    shown(field, value, unmask),
                    derivation.sources().stream()
                            .map(source ->
                                    new Seen(source.name(), source.place(), shown(field, source.value(), unmask)))
                            .toList(),
                    derivation.rule(),
                    derivation.line()));
        }
        return new One(
                record.row(),
                record.place(),
                record.sourceRecordNo(),
                record.verdict(),
                findings.of(record.findings(), Optional.of(pack), unmask),
                fields);
    }

    private static @Nullable String shown(@Nullable Field field, @Nullable String value, boolean unmask) {
        return value == null || unmask || field == null ? value : Masking.value(field, value);
    }
}
