package cn.lvyue.hub.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.ReadEnd;
import cn.lvyue.hub.record.ReadPlan;
import cn.lvyue.hub.record.SourceRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Plans, wrappings and readings the tests of this module share. */
final class Samples {
    private static final FeedId FEED = new FeedId("test-feed");
    static final Charset GB18030 = Charset.forName("GB18030");

    private Samples() {}

    /** What reading one message came to. */
    record Read(List<SourceRecord> records, ReadEnd end, List<Chunk<SourceRecord>> chunks) {
        List<String> values(int slot) {
            return records.stream().map(r -> String.valueOf(r.value(slot))).toList();
        }

        List<String> codes() {
            return end.findings().stream().map(Finding::code).toList();
        }

        List<String> codesOf(int record) {
            return records.get(record).faults().stream().map(Finding::code).toList();
        }
    }

    static IntakeSettings settings(Map<String, String> changed) {
        var source = new MapConfigurationPropertySource(changed);
        return new Binder(source).bindOrCreate("hub.intake", IntakeSettings.class);
    }

    static Read read(ReadPlan plan, byte[] bytes) {
        return read(plan, bytes, Map.of(), 0);
    }

    static Read read(ReadPlan plan, String text) {
        return read(plan, text.getBytes(UTF_8));
    }

    static Read read(ReadPlan plan, byte[] bytes, Map<String, String> changed, int skipRows) {
        var clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        var message = new Message(7, FEED, Channel.FILE, Instant.EPOCH, null, null, bytes.length, "");
        var records = new ArrayList<SourceRecord>();
        var chunks = new ArrayList<Chunk<SourceRecord>>();
        try (var reading =
                new Intake(settings(changed), clock).read(message, plan, new ByteArrayInputStream(bytes), skipRows)) {
            while (reading.hasNext()) {
                var chunk = reading.next();
                chunks.add(chunk);
                records.addAll(chunk.items());
            }
        }
        return new Read(records, chunks.get(chunks.size() - 1).end(), chunks);
    }

    static ReadPlan csv(String... fields) {
        return plan(ReadPlan.Format.CSV, List.of(fields), "", 1, 1);
    }

    static ReadPlan json(String records, String... fields) {
        return plan(ReadPlan.Format.JSON, List.of(fields), records, 1, 1);
    }

    static ReadPlan page(String... fields) {
        return new ReadPlan(
                FEED,
                ReadPlan.Format.JSON,
                List.of(fields),
                "/data/list",
                Map.of(),
                Map.of("/code", "0"),
                1,
                1,
                List.of(),
                List.of(),
                List.of(),
                "auto",
                null);
    }

    static ReadPlan xml(String... fields) {
        return plan(ReadPlan.Format.XML, List.of(fields), "b:Batch/b:Breach", 1, 1);
    }

    /** @param namespace of the prefix b */
    static ReadPlan xml(String namespace, List<String> fields) {
        var plan = plan(ReadPlan.Format.XML, fields, "b:Batch/b:Breach", 1, 1);
        return new ReadPlan(
                plan.feed(),
                plan.format(),
                plan.sourceFields(),
                plan.records(),
                Map.of("b", namespace),
                plan.okWhen(),
                1,
                1,
                List.of(),
                List.of(),
                List.of(),
                plan.charset(),
                null);
    }

    static ReadPlan workbook(int headerRow, int headerRows, String... fields) {
        return plan(ReadPlan.Format.WORKBOOK, List.of(fields), "", headerRow, headerRows);
    }

    private static ReadPlan plan(
            ReadPlan.Format format, List<String> fields, String records, int headerRow, int headerRows) {
        boolean table = format == ReadPlan.Format.CSV || format == ReadPlan.Format.WORKBOOK;
        return new ReadPlan(
                FEED,
                format,
                fields,
                records,
                Map.of("b", "urn:breach"),
                Map.of(),
                headerRow,
                headerRows,
                List.of("说明"),
                List.of("合计", "填表人"),
                table ? List.of(fields.get(0)) : List.of(),
                "auto",
                null);
    }

    static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    /** Entries as name and content in turn, names in UTF-8 with its flag. */
    static byte[] zip(Object... namesAndContents) {
        return zip(UTF_8, namesAndContents);
    }

    static byte[] zip(Charset names, Object... namesAndContents) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out, names)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
                var content = namesAndContents[i + 1];
                zip.write(
                        content instanceof byte[] bytes
                                ? bytes
                                : content.toString().getBytes(UTF_8));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    static byte[] cut(byte[] bytes, int length) {
        return java.util.Arrays.copyOf(bytes, length);
    }
}
