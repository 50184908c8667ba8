package cn.lvyue.hub.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.evidence.HandOvers.Days;
import cn.lvyue.hub.evidence.HandOvers.Volume;
import cn.lvyue.hub.evidence.verifier.EvidenceVerifier;
import cn.lvyue.hub.evidence.verifier.EvidenceVerifier.Code;
import cn.lvyue.hub.evidence.verifier.EvidenceVerifier.Finding;
import cn.lvyue.hub.evidence.verifier.EvidenceVerifier.Limits;
import cn.lvyue.hub.record.Channel;
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
    void aPlaceThatIsNoneOfAVolumeIsRefused() {
        var days = new Days(day, day, null);

        assertThatThrownBy(() -> hub.bean(HandOvers.class)
                        .write(new Volume(days, 1, "' or 1=1", 1, "x"), OutputStream.nullOutputStream()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
