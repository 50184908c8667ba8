package cn.lvyue.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.record.ReadPlan;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/**
 * Changes valid files at random, reads them and marks them for their sender: whatever comes of it, both must end, soon, and
 * reading with an answer. A few seconds in every build; {@code -Dfuzz.seconds=600 -Dfuzz.from=1000000} runs longer and elsewhere. A failure names its number, and that number
 * as {@code fuzz.from} brings it back.
 */
class FuzzTest {
    /** Of the processor, which other work on the machine does not lengthen. */
    private static final long LONGEST_MILLIS = 5_000;

    private static final LongSupplier WORK = Patience.processorTime();
    private static final long SECONDS = Long.getLong("fuzz.seconds", 5);
    private static final long FROM = Long.getLong("fuzz.from", 1);
    /** Small, so that they are met. */
    private static final Map<String, String> LIMITS =
            Map.of("hub.intake.chunk", "50", "hub.intake.max-expanded", "4MB", "hub.intake.strings-in-memory", "1KB");

    private static final List<String> TOKENS = List.of(
            "\"",
            "\"\"",
            ",",
            "\r",
            "\n",
            "\0",
            "{",
            "}",
            "[",
            "]",
            ":",
            "\\u",
            "\\uD800",
            "1e999999999",
            "-",
            "<",
            ">",
            "</",
            "/>",
            "&",
            "&#0;",
            "<!DOCTYPE a [",
            "<![CDATA[",
            "]]>",
            "<!--",
            "<?x",
            "xmlns:b=",
            "PK\3\4",
            "PK\1\2",
            "PK\5\6",
            "sep=;",
            "r=\"99999999\"",
            "t=\"s\"",
            "_x000D_",
            "\uFEFF",
            "拖欠",
            "𠮷",
            "\uFFFF");

    private static final Marking MARKING = new Marking(
            Samples.settings(LIMITS), new MarkingSettings(100, 20, DataSize.ofMegabytes(1)), Clock.systemUTC());

    private record Seed(ReadPlan plan, byte[] bytes) {}

    @Test
    void endsWithAnAnswerSoonWhateverIsChanged() throws IOException {
        var seeds = Stream.concat(
                        HostileReadingTest.samples()
                                .map(arguments -> new Seed((ReadPlan) arguments.get()[0], (byte[])
                                        arguments.get()[1])),
                        workbooks())
                .toList();
        long number = FROM;
        for (long until = System.nanoTime() + SECONDS * 1_000_000_000L; System.nanoTime() < until; number++) {
            readOne(number, seeds);
        }
        System.out.printf("fuzz: %d files in %d s%n", number - FROM, SECONDS);
        assertThat(number).isGreaterThan(FROM);
    }

    private static Stream<Seed> workbooks() throws IOException {
        var plan = Samples.workbook(1, 1, "id", "b");
        var other = Samples.workbook(1, 1, "编号", "金额");
        var workbook = new WorkbookSamples()
                .strings("<si><t>id</t></si><si><r><t>b</t></r><rPh><t>x</t></rPh></si>")
                .styles("<fonts><font/></fonts><fills><fill><patternFill/></fill></fills><cellXfs><xf/>"
                        + "<xf numFmtId=\"14\" fillId=\"0\"/></cellXfs>")
                .sheet(
                        "<row><c t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\" s=\"1\"><v>1</v></c></row><row r=\"2\" spans=\"1:2\">"
                                + "<c r=\"A2\" s=\"1\"><v>44927</v></c><c r=\"B2\"><f>A2*2</f><v>4</v></c></row>");
        return Stream.of(
                new Seed(plan, workbook.bytes()),
                new Seed(other, PackageParts.strict()),
                new Seed(other, PackageParts.minimal()));
    }

    private static void readOne(long number, List<Seed> seeds) {
        var random = new Random(number);
        var seed = seeds.get(random.nextInt(seeds.size()));
        var other = seeds.get(random.nextInt(seeds.size()));
        var bytes = seed.bytes;
        boolean packed = bytes[0] == 'P' && bytes[1] == 'K';
        for (int n = random.nextInt(1, 8); n > 0 && bytes.length > 0; n--) {
            bytes = packed && number % 4 > 0
                    ? changedInside(bytes, other.bytes, random)
                    : changed(bytes, other.bytes, random);
        }
        long begun = WORK.getAsLong();
        try {
            var read = Samples.read(seed.plan, bytes, LIMITS, 0);
            assertThat(read.end().read()).isEqualTo(read.records().size());
            mark(seed.plan, bytes, read);
        } catch (RuntimeException | Error e) {
            throw new AssertionError("fuzz.from=" + number, e);
        }
        assertThat((WORK.getAsLong() - begun) / 1_000_000)
                .as("milliseconds of work, fuzz.from=%d", number)
                .isLessThan(LONGEST_MILLIS);
    }

    /** A copy that breaks off is the end of it as well: its file was not read whole either. */
    private static void mark(ReadPlan plan, byte[] bytes, Samples.Read read) {
        var rows = read.records().stream()
                .map(record -> new MarkedCopies.Row(
                        record.place(),
                        MarkedCopies.Weight.REFUSED,
                        "退回",
                        List.of(new MarkedCopies.Mark(
                                record.placeOf(plan.sourceFields().get(0)), MarkedCopies.Weight.REFUSED, "错"))))
                .iterator();
        try (var copy = MARKING.open(plan, new ByteArrayInputStream(bytes)).orElse(null)) {
            if (copy != null) {
                copy.write(rows, List.of(), OutputStream.nullOutputStream());
            }
        } catch (IOException broken) {
            assertThat(Refused.behind(broken)).isNotNull();
        }
    }

    /** Inside the archive, which stays whole: or else the parts of a workbook would never be met. */
    private static byte[] changedInside(byte[] packed, byte[] other, Random random) {
        var parts = new ArrayList<Object>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(packed))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.add(entry.getName());
                parts.add(zip.readAllBytes());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        int at = random.nextInt(parts.size() / 2) * 2 + 1;
        var part = (byte[]) parts.get(at);
        parts.set(at, part.length == 0 ? other : changed(part, other, random));
        return Samples.zip(parts.toArray());
    }

    private static byte[] changed(byte[] bytes, byte[] other, Random random) {
        int from = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(random.nextInt(4) == 0 ? bytes.length : 8));
        return switch (random.nextInt(7)) {
            case 0 -> flipped(bytes, from, random);
            case 1 -> spliced(bytes, from, to, new byte[0], 0);
            case 2 -> spliced(bytes, from, from, java.util.Arrays.copyOfRange(bytes, from, to), 1 + random.nextInt(20));
            case 3 ->
                spliced(
                        bytes,
                        from,
                        from,
                        TOKENS.get(random.nextInt(TOKENS.size())).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        1);
            case 4 -> spliced(bytes, from, from, java.util.Arrays.copyOfRange(bytes, from, to), random.nextInt(30_000));
            case 5 -> spliced(bytes, from, to, java.util.Arrays.copyOfRange(other, 0, random.nextInt(other.length)), 1);
            default -> {
                var wild = new byte[to - from];
                random.nextBytes(wild);
                yield spliced(bytes, from, to, wild, 1);
            }
        };
    }

    private static byte[] flipped(byte[] bytes, int at, Random random) {
        var flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        return flipped;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] piece, int times) {
        var out = new ByteArrayOutputStream(bytes.length);
        out.write(bytes, 0, from);
        for (int i = 0; i < times && out.size() < 1 << 20; i++) {
            out.writeBytes(piece);
        }
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }
}
