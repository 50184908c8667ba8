package cn.lvyue.hub.intake;

import static cn.lvyue.hub.intake.Samples.csv;
import static cn.lvyue.hub.intake.Samples.cut;
import static cn.lvyue.hub.intake.Samples.gzip;
import static cn.lvyue.hub.intake.Samples.json;
import static cn.lvyue.hub.intake.Samples.read;
import static cn.lvyue.hub.intake.Samples.zip;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.TemporaryFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedReadingTest {
    private static final String TABLE = "id,b\n1,拖欠\n2,x\n";

    @Test
    void readsGzip() {
        assertThat(read(csv("id", "b"), gzip(TABLE.getBytes(UTF_8))).values(1)).containsExactly("拖欠", "x");
    }

    @Test
    void readsTheFilesOfAnArchiveInOrderAndNamesThemInPlaces() {
        var bytes =
                zip("b.csv", TABLE, "folder/", "", "done.ok", "records=4", "__MACOSX/._a", "x", "folder/a.csv", TABLE);
        var read = read(csv("id", "b"), bytes);

        assertThat(read.values(0)).containsExactly("1", "2", "1", "2");
        assertThat(read.records()).extracting(r -> r.row()).containsExactly(1, 2, 3, 4);
        assertThat(read.records().get(0).place()).isEqualTo("b.csv: line 2");
        assertThat(read.records().get(3).placeOf("b")).isEqualTo("folder/a.csv: line 3, b");
    }

    @Test
    void readsEntryNamesInGbk() {
        var read = read(csv("id", "b"), zip(Samples.GB18030, "12345工单.csv", TABLE));

        assertThat(read.records().get(0).place()).isEqualTo("12345工单.csv: line 2");
    }

    @Test
    void readsOtherFilesOfAnArchiveWhenOneIsUnreadable() {
        var read = read(csv("id", "b"), zip("a.csv", "nothing", "b.csv", TABLE));

        assertThat(read.values(0)).containsExactly("1", "2");
        assertThat(read.codes()).containsExactly("F103");
        assertThat(read.end().findings().get(0).place()).isEqualTo("a.csv");
    }

    @Test
    void refusesADamagedArchiveWhole() {
        var bytes = zip("a.csv", TABLE, "b.csv", TABLE);
        // the first entry's CRC in the directory
        int directory = indexOf(bytes, new byte[] {'P', 'K', 1, 2});
        bytes[directory + 16] ^= 1;

        var read = read(csv("id", "b"), bytes);
        assertThat(read.end().read()).isZero();
        assertThat(read.codes()).containsExactly("F101");
    }

    @Test
    void refusesAnArchiveThatLiesAboutSizes() {
        var bytes = zip("a.csv", TABLE);
        int directory = indexOf(bytes, new byte[] {'P', 'K', 1, 2});
        bytes[directory + 24] = 3;

        assertThat(read(csv("id", "b"), bytes).end().unreadable()).isTrue();
    }

    @Test
    void refusesATruncatedArchive() {
        var bytes = zip("a.csv", TABLE);

        assertThat(read(csv("id", "b"), cut(bytes, bytes.length - 30)).codes()).containsExactly("F101");
    }

    @Test
    void keepsTheRecordsBeforeTheEndOfATruncatedGzip() {
        var text = new StringBuilder("id,b\n");
        var random = new java.util.Random(3);
        for (int i = 0; i < 50_000; i++) {
            text.append(i).append(',').append(random.nextLong()).append('\n');
        }
        var packed = gzip(text.toString().getBytes(UTF_8));
        var read = read(csv("id", "b"), cut(packed, packed.length / 2));

        assertThat(read.end().read()).isGreaterThan(1_000).isLessThan(50_000);
        assertThat(read.codes()).containsExactly("F101");
    }

    @Test
    void refusesAnEncryptedArchive() {
        var bytes = zip("a.csv", TABLE);
        bytes[6] |= 1;
        bytes[indexOf(bytes, new byte[] {'P', 'K', 1, 2}) + 8] |= 1;

        assertThat(read(csv("id", "b"), bytes).codes()).containsExactly("F104");
    }

    @Test
    void refusesBombs() {
        var zeros = new byte[40 << 20];

        assertThat(read(csv("id", "b"), gzip(zeros)).codes()).containsExactly("F107");
        assertThat(read(csv("id", "b"), zip("a.csv", zeros)).codes()).containsExactly("F107");
    }

    @Test
    void refusesMoreBytesThanAllowed() {
        var read = read(
                csv("id", "b"),
                gzip(("id,b\n" + "1,x\n".repeat(1_000)).getBytes(UTF_8)),
                Map.of("hub.intake.max-expanded", "1KB"),
                0);

        assertThat(read.codes()).containsExactly("F107");
        assertThat(read.end().findings().get(0).wanted()).contains("hub.intake.max-expanded");
    }

    @Test
    void refusesTooManyEntries() {
        var read =
                read(csv("id", "b"), zip("a", TABLE, "b", TABLE, "c", TABLE), Map.of("hub.intake.max-entries", "2"), 0);

        assertThat(read.codes()).containsExactly("F107");
    }

    @Test
    void refusesArchivesInsideArchives() {
        assertThat(read(csv("id", "b"), gzip(zip("a.csv", TABLE))).codes()).containsExactly("F107");
        assertThat(read(csv("id", "b"), zip("a.zip", zip("a.csv", TABLE))).codes())
                .containsExactly("F107");
    }

    @Test
    void readsPackedJson() {
        assertThat(read(json("", "a"), zip("a.json", "[{\"a\":1}]"))
                        .records()
                        .get(0)
                        .place())
                .isEqualTo("a.json: /0");
        assertThat(read(json("", "a"), gzip("[{\"a\":1}]".getBytes(UTF_8))).values(0))
                .containsExactly("1");
    }

    @Test
    void leavesNothingBehind(@TempDir Path folder) throws IOException {
        var settings = Map.of("hub.intake.temporary", folder.toString());
        read(csv("id", "b"), zip("a.csv", TABLE), settings, 0);
        read(csv("id", "b"), cut(zip("a.csv", TABLE), 50), settings, 0);

        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void whatAKilledHubLeftUnpackedIsRemovedAtStart(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve(TemporaryFile.PREFIX + "1.tmp"), "half");
        var settings = Samples.settings(Map.of("hub.intake.temporary", folder.toString()));
        new Intake(settings, Clock.systemUTC()).afterSingletonsInstantiated();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void throwsWhenTheBytesCannotBeHad() {
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection lost");
            }
        };
        var plan = csv("id");
        var message = new Message(1, plan.feed(), Channel.FILE, Instant.EPOCH, null, null, 1, "");

        try (var reading = new Intake(Samples.settings(Map.of()), Clock.systemUTC()).read(message, plan, broken, 0)) {
            assertThatThrownBy(reading::next).isInstanceOf(TemporaryFailure.class);
        }
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int i = 0; ; i++) {
            if (java.util.Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
    }
}
