package cn.lvyue.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.record.ReadPlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Changes valid files at random and reads them: whatever comes of it, reading must end with an answer, soon. A few seconds in
 * every build; {@code -Dfuzz.seconds=600 -Dfuzz.from=1000000} runs longer and elsewhere. A failure names its number, and that number
 * as {@code fuzz.from} brings it back.
 */
class FuzzTest {
    private static final long LONGEST_MILLIS = 5_000;
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

    private record Seed(ReadPlan plan, byte[] bytes) {}

    @Test
    void endsWithAnAnswerSoonWhateverIsChanged() throws IOException {
        var seeds = HostileReadingTest.samples()
                .map(arguments -> new Seed(
                        (ReadPlan) arguments.get()[0], (byte[]) arguments.get()[1]))
                .toList();
        long number = FROM;
        for (long until = System.nanoTime() + SECONDS * 1_000_000_000L; System.nanoTime() < until; number++) {
            readOne(number, seeds);
        }
        System.out.printf("fuzz: %d files in %d s%n", number - FROM, SECONDS);
        assertThat(number).isGreaterThan(FROM);
    }

    private static void readOne(long number, List<Seed> seeds) {
        var random = new Random(number);
        var seed = seeds.get(random.nextInt(seeds.size()));
        var other = seeds.get(random.nextInt(seeds.size()));
        var bytes = seed.bytes;
        for (int n = random.nextInt(1, 8); n > 0 && bytes.length > 0; n--) {
            bytes = changed(bytes, other.bytes, random);
        }
        long begun = System.nanoTime();
        try {
            var read = Samples.read(seed.plan, bytes, LIMITS, 0);
            assertThat(read.end().read()).isEqualTo(read.records().size());
        } catch (RuntimeException | Error e) {
            throw new AssertionError("fuzz.from=" + number, e);
        }
        assertThat((System.nanoTime() - begun) / 1_000_000)
                .as("milliseconds, fuzz.from=%d", number)
                .isLessThan(LONGEST_MILLIS);
    }

    private static byte[] changed(byte[] bytes, byte[] other, Random random) {
        int from = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(random.nextInt(4) == 0 ? bytes.length : 8));
        return switch (random.nextInt(6)) {
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
            case 4 -> spliced(bytes, from, to, java.util.Arrays.copyOfRange(other, 0, random.nextInt(other.length)), 1);
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
        var out = new ByteArrayOutputStream(bytes.length + piece.length * times);
        out.write(bytes, 0, from);
        for (int i = 0; i < times && out.size() < 1 << 20; i++) {
            out.writeBytes(piece);
        }
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }
}
