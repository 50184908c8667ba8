package cn.lvyue.hub.api;

import cn.lvyue.hub.intake.MarkedCopies;
import cn.lvyue.hub.intake.RecordReaders;
import cn.lvyue.hub.ledger.Forecast;
import cn.lvyue.hub.ledger.Ledger.Entry;
import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.quality.Inspection;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads, maps, inspects and decides a file as the hub does with what comes in, and keeps nothing of it. */
@Component("fileTrial")
class TrialRun {
    private final RecordReaders readers;
    private final Mappings mappings;
    private final Inspection inspection;
    private final Forecast forecast;
    private final Telling telling;

    TrialRun(RecordReaders readers, Mappings mappings, Inspection inspection, Forecast forecast, Telling telling) {
        this.readers = readers;
        this.mappings = mappings;
        this.inspection = inspection;
        this.forecast = forecast;
        this.telling = telling;
    }

    /** How what was found is told. */
    @Component
    static class Telling {
        private final MarkedCopies copies;
        private final FindingAnswers findings;
        private final FeedPacks packs;
        private final StoredFields stored;

        Telling(MarkedCopies copies, FindingAnswers findings, FeedPacks packs, StoredFields stored) {
            this.copies = copies;
            this.findings = findings;
            this.packs = packs;
            this.stored = stored;
        }

        TrialTally tally(Message message) {
            return new TrialTally(packs.pack(message.feed()), findings, stored);
        }
    }

    /** What was found. @param entries one per record that was read */
    record Result(TrialTally tally, List<Entry> entries, List<Finding> ofTheFile, boolean truncated) {
        boolean readable() {
            return ofTheFile.stream().noneMatch(Finding::rejects);
        }

        boolean hasSomethingToCorrect() {
            return !readable() || entries.stream().anyMatch(entry -> ReturnWords.goesBack(entry.outcome()));
        }
    }

    /** @param message the file as if it had come; its id is nobody's */
    Result of(Message message, Path file, int mostRecords) throws IOException {
        var version = mappings.version(message.feed());
        var plan = mappings.readPlan(message.feed(), message.channel(), version);
        var pack = mappings.pack(message.feed(), version);
        var told = forecast.begin(message.feed());
        var tally = telling.tally(message);
        var entries = new ArrayList<Entry>();
        try (var chunks = readers.read(message, plan, Files.newInputStream(file), 0)) {
            while (chunks.hasNext()) {
                var chunk = inspection.inspect(mappings.map(chunks.next(), version), pack);
                int room = mostRecords - entries.size();
                boolean over = chunk.items().size() > room;
                var items = over ? chunk.items().subList(0, room) : chunk.items();
                add(items, told.next(items), tally, entries);
                if (over) {
                    return new Result(tally, entries, List.of(), true);
                }
                var end = chunk.end();
                if (end != null) {
                    return new Result(tally, entries, end.findings(), false);
                }
            }
        }
        throw new IllegalStateException("reading ended without an end");
    }

    private static void add(
            List<Inspected> items, List<Forecast.Foretold> told, TrialTally tally, List<Entry> entries) {
        for (int i = 0; i < items.size(); i++) {
            var item = items.get(i);
            var outcome = told.get(i).outcome();
            var entry = new Entry(
                    item.row(),
                    item.place(),
                    item.sourceRecordNo(),
                    null,
                    null,
                    outcome,
                    null,
                    told.get(i).findings());
            tally.add(item, entry);
            entries.add(entry);
        }
    }

    /** The findings of the file as a whole. */
    List<FindingAnswer> words(Message message, Result result) {
        return telling.findings.of(result.ofTheFile(), telling.packs.pack(message.feed()), false);
    }

    /**
     * Writes what would go back.
     *
     * @return the ending of its name; empty if the file cannot be given back marked
     */
    Optional<String> writeReturned(Message message, Path file, Result result, Path to) throws IOException {
        var plan = mappings.readPlan(message.feed(), message.channel());
        var pack = telling.packs.pack(message.feed());
        var copy = telling.copies.open(plan, Files.newInputStream(file)).orElse(null);
        if (copy == null) {
            return Optional.empty();
        }
        try (copy;
                OutputStream out = Files.newOutputStream(to)) {
            var rows = result.entries().stream()
                    .map(entry ->
                            ReturnWords.row(message.id(), entry, telling.findings.of(entry.findings(), pack, false)))
                    .iterator();
            var ofTheFile = telling.findings.of(result.ofTheFile(), pack, false).stream()
                    .map(ReturnWords::mark)
                    .toList();
            copy.write(rows, ofTheFile, out);
            return Optional.of(copy.form().extension());
        }
    }
}
