package cn.lvyue.hub.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.evidence.HandOvers.Days;
import cn.lvyue.hub.evidence.HandOvers.Volume;
import cn.lvyue.hub.evidence.verifier.EvidenceVerifier;
import cn.lvyue.hub.evidence.verifier.EvidenceVerifier.Code;
import cn.lvyue.hub.evidence.verifier.EvidenceVerifier.Finding;
import cn.lvyue.hub.evidence.verifier.EvidenceVerifier.Limits;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.KeptElsewhere;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What goes to the records office is whole, in volumes, and proves itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HandOverTest {
    @TempDir
    Path folder;

    private EvidentHub hub;
    private LocalDate day;

    @BeforeAll
    void aDayOfMessages() {
        TestDatabase.reset();
        hub = new EvidentHub(Path.of("mappings"));
        day = LocalDate.ofInstant(hub.clock.instant(), ZoneId.of("Asia/Shanghai"));
        for (int i = 1; i <= 9; i++) {
            hub.take(
                    "sme-arrears",
                    Channel.HTTP,
                    "page " + i + ".json",
                    ("{\"n\":" + i + "}").getBytes(StandardCharsets.UTF_8));
        }
        hub.take("hotline-12345", Channel.FILE, Path.of("samples/hotline-12345/01-first-day/input.csv"));
        hub.closeDay();
    }

    @AfterAll
    void close() {
        hub.close();
    }

    private TreeMap<String, byte[]> volume(Days days, int number, String after, long bytes) throws IOException {
        var file = folder.resolve("volume-" + number + ".zip");
        try (var out = Files.newOutputStream(file)) {
            hub.bean(HandOvers.class).write(new Volume(days, number, after, bytes, "archivist"), out);
        }
        var report = EvidenceVerifier.verify(file, List.of(), List.of(), Limits.USUAL);
        assertThat(report.faults()).as(report.text()).isEmpty();
        assertThat(report.isCovered()).as(report.text()).isTrue();
        return Zip.read(file);
    }

    private static String next(TreeMap<String, byte[]> volume) {
        return new String(volume.get("manifest.txt"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("next:"))
                .map(line -> line.substring("next:".length()).strip())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void volumesOfAnySizeTogetherHoldEveryMessageOnce() throws IOException {
        var days = new Days(day, day, "sme-arrears");
        var amount = hub.bean(HandOvers.class).amount(days);
        assertThat(amount.messages()).isEqualTo(9);
        for (long bytes : new long[] {1, 17, 25, 1_000}) {
            var found = new ArrayList<String>();
            var after = "";
            int number = 0;
            do {
                var volume = volume(days, ++number, after, bytes);
                volume.keySet().stream()
                        .filter(path -> path.startsWith("content/"))
                        .forEach(found::add);
                after = next(volume);
            } while (!after.isEmpty());

            assertThat(found).as("%d bytes", bytes).hasSize(9).doesNotHaveDuplicates();
            assertThat(number).as("%d bytes", bytes).isEqualTo(bytes == 1 ? 9 : bytes == 17 ? 5 : bytes == 25 ? 3 : 1);
        }
    }

    @Test
    void metadataTellsOfEachMessageAndOfEveryRecordInIt() throws Exception {
        var volume = volume(new Days(day, day, "hotline-12345"), 1, "", 1 << 20);
        var id = volume.keySet().stream()
                .filter(path -> path.startsWith("content/"))
                .findFirst()
                .orElseThrow()
                .replaceAll("\\D", "");

        var xml = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(volume.get("metadata/" + id + ".xml")));

        assertThat(xml.getElementsByTagName("filename").item(0).getTextContent())
                .isEqualTo("input.csv");
        assertThat(xml.getElementsByTagName("record").getLength()).isGreaterThan(5);
        assertThat(volume).containsKeys("metadata/package.xml", "manifest.signature.txt");
        assertThat(volume.get("content/" + id + ".csv"))
                .isEqualTo(Files.readAllBytes(Path.of("samples/hotline-12345/01-first-day/input.csv")));
    }

    @Test
    void withoutAFeedEverythingGoes() throws IOException {
        var all = volume(new Days(day, day, null), 1, "", 1 << 30);

        assertThat(all.keySet().stream().filter(path -> path.startsWith("content/")))
                .hasSize(10);
        assertThat(volume(new Days(day.minusDays(9), day.minusDays(1), null), 1, "", 1 << 30)
                        .keySet())
                .noneMatch(path -> path.startsWith("content/"));
    }

    @Test
    void aChangedByteOfContentOrMetadataIsFound() throws IOException {
        var original = volume(new Days(day, day, "sme-arrears"), 1, "", 1 << 20);
        for (var path : new TreeSet<>(original.keySet())) {
            if (path.startsWith("content/") || path.startsWith("metadata/")) {
                var entries = new TreeMap<>(original);
                var bytes = original.get(path).clone();
                bytes[bytes.length / 2] ^= 1;
                entries.put(path, bytes);

                var faults = EvidenceVerifier.verify(Zip.write(folder, entries), List.of(), List.of(), Limits.USUAL)
                        .faults();
                assertThat(faults)
                        .as(path)
                        .extracting(Finding::code)
                        .contains(Code.A207)
                        .containsAnyOf(path.startsWith("content/") ? Code.A217 : Code.A207);
            }
        }
    }

    @Test
    void bytesThatWereDestroyedAreToldAndBytesThatAreDamagedAreNamed() throws IOException {
        var later = LocalDate.ofInstant(hub.clock.instant(), ZoneId.of("Asia/Shanghai"));
        var body = "{}".getBytes(StandardCharsets.UTF_8);
        long old = hub.take("sme-arrears", Channel.HTTP, "old.json", body).id();
        long broken = hub.take("sme-arrears", Channel.HTTP, "broken.json", body).id();
        hub.closeDay();
        TestDatabase.asSuperuser(
                "delete from archive.segment where message_id in (%d, %d)".formatted(old, broken),
                "set session_replication_role = replica; insert into retention.destroyed (kind, ref, job, rows, bytes, digest, at)"
                        + " values ('message-bodies', %d, 1, 1, 2, '', now())".formatted(old));

        var file = folder.resolve("damaged.zip");
        try (var out = Files.newOutputStream(file)) {
            hub.bean(HandOvers.class)
                    .write(new Volume(new Days(later, later, "sme-arrears"), 1, "", 1 << 20, "archivist"), out);
        }
        var volume = Zip.read(file);

        assertThat(volume).doesNotContainKey("content/" + old + ".json");
        assertThat(new String(volume.get("metadata/" + old + ".xml"), StandardCharsets.UTF_8))
                .contains(">true</destroyed>");
        assertThat(new String(volume.get("manifest.txt"), StandardCharsets.UTF_8))
                .contains("damaged: content/" + broken + ".json A102");
        assertThat(EvidenceVerifier.verify(file, List.of(), List.of(), Limits.USUAL)
                        .faults())
                .extracting(Finding::code, Finding::place)
                .containsExactly(tuple(Code.A217, "content/" + broken + ".json"));
    }

    @Test
    void daysOfAMonthThatIsKeptElsewhereAreRefused() {
        TestDatabase.asSuperuser(
                "insert into archive.month (month, state, since, by, file, file_digest, messages, segments, data_keys)"
                        + " values (202001, 2, now(), 'x', '/shelf/2020-01', '', 0, 0, '{}')");
        var days = new Days(LocalDate.of(2019, 12, 30), LocalDate.of(2020, 2, 1), null);

        assertThatThrownBy(() -> hub.bean(HandOvers.class).amount(days))
                .isInstanceOf(KeptElsewhere.class)
                .hasMessageContaining("/shelf/2020-01");
    }

    @Test
    void aPlaceThatIsNoneOfAVolumeIsRefused() {
        var days = new Days(day, day, null);

        assertThatThrownBy(() -> hub.bean(HandOvers.class)
                        .write(new Volume(days, 1, "' or 1=1", 1, "x"), OutputStream.nullOutputStream()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
