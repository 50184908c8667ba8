package cn.lvyue.hub.evidence;

import cn.lvyue.hub.archive.Archive;
import cn.lvyue.hub.evidence.Lineages.ReadWith;
import cn.lvyue.hub.intake.RecordReaders;
import cn.lvyue.hub.mapping.Derivation;
import cn.lvyue.hub.mapping.Explainer;
import cn.lvyue.hub.mapping.MappingTexts;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.SourceRecord;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads one row again from the archived bytes, and maps it as it was mapped then. */
@Component
class Rereading {
    private final Archive archive;
    private final RecordReaders readers;
    private final MappingTexts texts;
    private final KeptMappings kept;
    private final LineageStore store;

    Rereading(Archive archive, RecordReaders readers, MappingTexts texts, KeptMappings kept, LineageStore store) {
        this.archive = archive;
        this.readers = readers;
        this.texts = texts;
        this.kept = kept;
        this.store = store;
    }

    /** A row read again. @param derivations empty where it is not known how the row was mapped */
    record Reread(@Nullable String place, ReadWith with, List<Derivation> derivations) {}

    /**
     * @param place where the ledger says the row stands; null for one that only a replay has read
     * @param with what the row was read with; null where that is not known
     */
    Reread row(Message message, int row, @Nullable String place, LineageStore.@Nullable With with) {
        var today = texts.today(message.feed()).map(MappingTexts.Text::version).orElse(null);
        var explainer = with == null ? Optional.<Explainer>empty() : explainer(message, with);
        if (with == null || explainer.isEmpty()) {
            return unread(place, with, today, Certainty.UNKNOWN);
        }
        if (store.isDestroyed(message.id())) {
            return unread(place, with, today, Certainty.DESTROYED);
        }
        var source = read(message, row, explainer.get());
        if (source.isEmpty() || place != null && !source.get().place().equals(place)) {
            return unread(place, with, today, Certainty.NOT_FOUND_AGAIN);
        }
        var derivations = explainer.get().explain(source.get());
        if (derivations.isEmpty()) {
            return unread(place, with, today, Certainty.BROKEN_ROW);
        }
        var certainty = with.mapping().equals(today) ? Certainty.TODAY : Certainty.KEPT;
        return new Reread(
                source.get().place(), new ReadWith(with.mapping(), with.pack(), today, certainty), derivations);
    }

    private static Reread unread(
            @Nullable String place, LineageStore.@Nullable With with, @Nullable String today, Certainty why) {
        var mapping = with == null ? null : with.mapping();
        return new Reread(place, new ReadWith(mapping, with == null ? null : with.pack(), today, why), List.of());
    }

    private Optional<Explainer> explainer(Message message, LineageStore.With with) {
        return kept.of(message.feed(), with.mapping()).flatMap(text -> texts.explainer(text, message.channel()));
    }

    private Optional<SourceRecord> read(Message message, int row, Explainer explainer) {
        try (var reading = readers.read(message, explainer.plan(), archive.open(message.id()), row - 1)) {
            while (reading.hasNext()) {
                for (var record : reading.next().items()) {
                    if (record.row() == row) {
                        return Optional.of(record);
                    }
                }
            }
            return Optional.empty();
        }
    }
}
