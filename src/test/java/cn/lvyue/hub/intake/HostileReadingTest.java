package cn.lvyue.hub.intake;

import static cn.lvyue.hub.intake.Samples.csv;
import static cn.lvyue.hub.intake.Samples.cut;
import static cn.lvyue.hub.intake.Samples.gzip;
import static cn.lvyue.hub.intake.Samples.json;
import static cn.lvyue.hub.intake.Samples.page;
import static cn.lvyue.hub.intake.Samples.read;
import static cn.lvyue.hub.intake.Samples.workbook;
import static cn.lvyue.hub.intake.Samples.xml;
import static cn.lvyue.hub.intake.Samples.zip;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.ReadEnd;
import cn.lvyue.hub.record.ReadPlan;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostileReadingTest {
    private static final String TABLE = "id,b\n" + "1,\"拖欠\n工程款\"\n2,x\n".repeat(30);
    private static final String LINES = "{\"id\":1,\"b\":{\"c\":\"拖\\u6b20\"}}\n".repeat(30);
    private static final String PAGE =
            "{\"code\":0,\"data\":{\"list\":[" + "{\"id\":1.5,\"b\":null},".repeat(30) + "{}]}}";
    private static final String BATCH = "<?xml version=\"1.0\" encoding=\"GB18030\"?><b:Batch xmlns:b=\"urn:breach\">"
            + "<b:Breach id=\"1\"><b:Firm>甲&amp;乙</b:Firm></b:Breach>".repeat(30) + "</b:Batch>";

    static Stream<Arguments> samples() throws IOException {
        var sheet = new WorkbookSamples()
                .sheet(WorkbookSamples.row(1, "id", "b")
                        + WorkbookSamples.row(2, "1", "x").repeat(20))
                .bytes();
        return Stream.of(
                Arguments.of(csv("id", "b"), TABLE.getBytes(UTF_8)),
                Arguments.of(csv("id", "b"), TABLE.getBytes(Samples.GB18030)),
                Arguments.of(csv("id", "b"), zip("a.csv", TABLE)),
                Arguments.of(csv("id", "b"), gzip(TABLE.getBytes(UTF_8))),
                Arguments.of(json("", "id", "b.c"), LINES.getBytes(UTF_8)),
                Arguments.of(page("id", "b"), PAGE.getBytes(UTF_8)),
                Arguments.of(xml("@id", "b:Firm"), BATCH.getBytes(Samples.GB18030)),
                Arguments.of(workbook(1, 1, "id", "b"), sheet),
                Arguments.of(workbook(1, 1, "id", "b"), oldWorkbook()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void endsWithAnAnswerWhateverBytesAreChanged(ReadPlan plan, byte[] sample) {
        assertThat(read(plan, sample).end().read()).isPositive();
        var random = new Random(11);
        for (int i = 0; i < 100; i++) {
            var changed = sample.clone();
            for (int n = random.nextInt(1, 6); n > 0; n--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            var read = read(plan, changed);
            assertThat(read.end()).isNotNull();
            assertThat(read.end().read()).isEqualTo(read.records().size());
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void endsWithAnAnswerWhereverBytesAreCut(ReadPlan plan, byte[] sample) {
        for (int length = 0; length < sample.length; length += Math.max(1, sample.length / 60)) {
            assertThat(read(plan, cut(sample, length)).end()).isNotNull();
        }
    }

    @Test
    void stopsAtTheMostRecords() {
        var read = read(csv("id", "b"), TABLE.getBytes(UTF_8), Map.of("hub.intake.max-records", "7"), 0);

        assertThat(read.end().read()).isEqualTo(7);
        assertThat(read.codes()).containsExactly("F105");
        assertThat(read.end().findings().get(0).wanted()).isEqualTo("hub.intake.max-records = 7");
    }

    @Test
    void stopsWhenReadingTakesTooLong() {
        var end = endOfSlowReading(csv("id", "b"), TABLE);

        assertThat(end.read()).isBetween(1, 40);
        assertThat(end.findings()).extracting(f -> f.code()).containsExactly("F105");
        assertThat(end.findings().get(0).wanted()).isEqualTo("hub.intake.max-time = PT1H30M");
    }

    @Test
    void stopsInAFileThatYieldsNoRecords() {
        var end = endOfSlowReading(csv("id", "b"), "id,b\n" + ",\n".repeat(2_000));

        assertThat(end.read()).isZero();
        assertThat(end.unreadable()).isTrue();
        assertThat(end.findings()).extracting(f -> f.code()).containsExactly("F105");
    }

    private static ReadEnd endOfSlowReading(ReadPlan plan, String text) {
        var settings = Samples.settings(Map.of("hub.intake.chunk", "1000", "hub.intake.max-time", "90m"));
        var message = new Message(1, plan.feed(), Channel.FILE, Instant.EPOCH, null, null, 1, "");
        var bytes = new ByteArrayInputStream(text.getBytes(UTF_8));
        try (var reading = new Intake(settings, new HurryingClock()).read(message, plan, bytes, 0)) {
            return Objects.requireNonNull(reading.next().end());
        }
    }

    /** Three minutes pass between two looks at it. */
    private static final class HurryingClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            now = now.plusSeconds(180);
            return now;
        }
    }

    private static byte[] oldWorkbook() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var workbook = new HSSFWorkbook()) {
            var sheet = workbook.createSheet("S");
            for (int i = 0; i < 20; i++) {
                var row = sheet.createRow(i);
                row.createCell(0).setCellValue(i == 0 ? "id" : "n" + i);
                row.createCell(1).setCellValue(i == 0 ? "b" : "拖欠" + i);
            }
            workbook.write(out);
        }
        return out.toByteArray();
    }
}
