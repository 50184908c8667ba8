package cn.lvyue.hub.api.command;

import cn.lvyue.hub.QuickContext;
import cn.lvyue.hub.intake.RecordReaders;
import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.quality.Inspection;
import cn.lvyue.hub.record.CellKind;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Mapped;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.Places;
import cn.lvyue.hub.record.ReadEnd;
import cn.lvyue.hub.record.ReadPlan;
import cn.lvyue.hub.record.Severity;
import cn.lvyue.hub.record.SourceRecord;
import cn.lvyue.hub.record.StandardRecord;
import cn.lvyue.hub.record.Standing;
import cn.lvyue.hub.record.Verdict;
import cn.lvyue.hub.standard.StandardPacks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.env.MapPropertySource;

/**
 * Offline modules of a tiny feed {@code lines}: each line is a record and its content; {@code !} rejects it for its phone
 * number, {@code ?} parks it. The standard pack is the real one.
 */
class OneColumnHub {
    static OfflineHub start() {
        return start(Map.of());
    }

    static OfflineHub start(Map<String, Object> settings) {
        var context = new QuickContext();
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings));
        context.register(Modules.class);
        context.refresh();
        return new OfflineHub(context);
    }

    @ComponentScan("cn.lvyue.hub.standard")
    static class Modules {
        @Bean
        Clock clock() {
            return Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        }

        @Bean
        RecordReaders readers() {
            return (message, plan, bytes, skip) -> new Lines(message, lines(bytes));
        }

        @Bean
        Mappings mappings(StandardPacks packs) {
            return new LineMapping(packs);
        }

        @Bean
        Inspection inspection() {
            return (chunk, pack) -> chunk.map(OneColumnHub::inspected);
        }
    }

    private static List<String> lines(InputStream bytes) {
        try (bytes) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Inspected inspected(Mapped mapped) {
        var text = mapped.record().value("TS_NR");
        var verdict = text.contains("!") ? Verdict.REJECTED : text.contains("?") ? Verdict.PARKED : Verdict.CLEAR;
        var finding = new Finding(
                verdict == Verdict.REJECTED ? "V105" : "P103",
                verdict == Verdict.REJECTED ? Severity.REJECT : Severity.PARK,
                verdict == Verdict.REJECTED ? "TS_TSR_LXDH" : "TS_BTS_SHXYM",
                mapped.place(),
                verdict == Verdict.REJECTED ? "13812345678" : null,
                null);
        return new Inspected(
                mapped.row(),
                mapped.place(),
                mapped.sourceRecordNo(),
                null,
                verdict,
                mapped.record().toJson(),
                new UUID(0, 0),
                null,
                Standing.UNCONFIRMED,
                "01",
                verdict == Verdict.CLEAR ? List.of() : List.of(finding));
    }

    /** Chunks of a thousand lines; a file without lines is unreadable. */
    private static class Lines implements RecordReaders.Reading, Places {
        private final Message message;
        private final List<String> lines;
        private int read;
        private int chunk;

        Lines(Message message, List<String> lines) {
            this.message = message;
            this.lines = lines;
        }

        @Override
        public boolean hasNext() {
            return chunk == 0 || read < lines.size();
        }

        @Override
        public Chunk<SourceRecord> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            var items = new ArrayList<SourceRecord>();
            for (; read < lines.size() && items.size() < 1_000; read++) {
                items.add(new SourceRecord(
                        read + 1, read + 1, this, new String[] {lines.get(read)}, (CellKind[]) null, List.of()));
            }
            var end = read < lines.size() ? null : new ReadEnd(read, read == 0 ? List.of(unreadable()) : List.of());
            return new Chunk<>(message, ++chunk, items, end);
        }

        private static Finding unreadable() {
            return new Finding("F101", Severity.REJECT, null, "file", null, "at least one line");
        }

        @Override
        public String ofRecord(long position) {
            return "line " + position;
        }

        @Override
        public String ofField(long position, String sourceField) {
            return ofRecord(position);
        }

        @Override
        public void close() {}
    }

    private record LineMapping(StandardPacks packs) implements Mappings {
        @Override
        public List<FeedId> feeds() {
            return List.of(new FeedId("lines"));
        }

        @Override
        public boolean knows(FeedId feed) {
            return feeds().contains(feed);
        }

        @Override
        public ReadPlan readPlan(FeedId feed, Channel channel) {
            return new ReadPlan(
                    feed,
                    ReadPlan.Format.CSV,
                    List.of("text"),
                    "",
                    Map.of(),
                    Map.of(),
                    1,
                    1,
                    List.of(),
                    List.of(),
                    List.of(),
                    "auto",
                    null);
        }

        @Override
        public String version(FeedId feed) {
            return "1-abc";
        }

        @Override
        public String pack(FeedId feed) {
            return "complaint-2023";
        }

        @Override
        public Chunk<Mapped> map(Chunk<SourceRecord> chunk) {
            var names = packs.pack("complaint-2023").names();
            return chunk.map(source -> {
                var values = new String[names.size()];
                values[names.indexOf("TS_NR")] = source.value(0);
                return new Mapped(
                        source.row(),
                        source.place(),
                        "NO-" + source.row(),
                        null,
                        new StandardRecord(names, values),
                        List.of(),
                        index -> source.place());
            });
        }
    }
}
