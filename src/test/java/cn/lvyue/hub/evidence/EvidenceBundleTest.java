package cn.lvyue.hub.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.evidence.EvidenceBundles.Wish;
import cn.lvyue.hub.evidence.verifier.EvidenceVerifier;
import cn.lvyue.hub.evidence.verifier.EvidenceVerifier.Code;
import cn.lvyue.hub.evidence.verifier.EvidenceVerifier.Finding;
import cn.lvyue.hub.evidence.verifier.EvidenceVerifier.Limits;
import cn.lvyue.hub.evidence.verifier.EvidenceVerifier.Report;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.proof.Proofs;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One record's evidence, made by the hub and checked by the verifier; then taken apart in every way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvidenceBundleTest {
    private static final String CONTACT = "TS_TSR_LXDH";

    @TempDir
    Path folder;

    private final Random random = new Random(42);
    private EvidentHub hub;
    private Message message;
    private RecordId record;

    @BeforeAll
    void aRecordComesIsDeliveredAndIsTakenDown() {
        TestDatabase.reset();
        hub = new EvidentHub(Path.of("mappings"));
        hub.bean(KeptMappings.class).keepToday();
        message = hub.take("sme-arrears", Channel.POLL, Path.of("samples/sme-arrears/01-first-page/input.json"));
        record = Objects.requireNonNull(hub.bean(Ledger.class).entries(message.id(), null, 0, 100).stream()
                .filter(entry -> entry.revision() != null)
                .findFirst()
                .orElseThrow()
                .recordId());
        hub.deliver(Target.PROVINCIAL);
        hub.closeDay();
        hub.take("sme-arrears", Channel.POLL, Path.of("samples/sme-arrears/03-next-day/input.json"));
        hub.closeDay();
    }

    @AfterAll
    void close() {
        hub.close();
    }

    private Path bundle(boolean full) throws IOException {
        var file = Files.createTempFile(folder, "evidence", ".zip");
        var wish = new Wish(record, full, "auditor", "审计", "2026-审-7", null);
        try (var out = Files.newOutputStream(file)) {
            hub.bean(EvidenceBundles.class).of(wish).orElseThrow().writeTo(out);
        }
        return file;
    }

    private static Report verify(Path file, Path... pinned) {
        return EvidenceVerifier.verify(file, List.of(pinned), List.of(), Limits.USUAL);
    }

    @Test
    void theMaskedBundleVerifiesAndShowsNobody() throws IOException {
        var file = bundle(false);

        var report = verify(file);

        assertThat(report.faults()).as(report.text()).isEmpty();
        assertThat(report.checked())
                .containsKeys("records", "message leaves", "outcomes leaves", "day signatures", "manifest signatures");
        var fields = hub.bean(FieldTexts.class)
                .read(hub.bean(Ledger.class).revisions(record).get(0).fields());
        var personal = Objects.requireNonNull(fields.get(CONTACT));
        for (var entry : Zip.read(file).entrySet()) {
            assertThat(new String(entry.getValue(), StandardCharsets.UTF_8))
                    .as(entry.getKey())
                    .doesNotContain(personal);
        }
        assertThat(report.json()).contains("\"TS_BTS_MC\":\"" + fields.get("TS_BTS_MC"));
        assertThat(report.html()).contains(fields.get("TS_BTS_MC")).doesNotContain("<script");
    }

    @Test
    void theFullBundleHasTheBytesOfTheMessageAndProvesThem() throws IOException {
        var file = bundle(true);

        var report = verify(file);

        assertThat(report.faults()).as(report.text()).isEmpty();
        var inside = Zip.read(file);
        assertThat(inside.get("raw/" + message.id()))
                .isEqualTo(Files.readAllBytes(Path.of("samples/sme-arrears/01-first-page/input.json")));
        assertThat(report.checked().get("archived bytes"))
                .as("message, package, answers, mapping")
                .isGreaterThan(3);
        assertThat(inside.keySet()).anyMatch(path -> path.startsWith("packages/"));
    }

    @Test
    void anySubsetOfFieldsCanBeRedactedAndTheRestIsStillProven() throws IOException {
        var proof = hub.bean(Proofs.class).record(message.id(), row()).get(0);
        var names = proof.fields().stream()
                .map(Proofs.FieldProof::name)
                .filter(Objects::nonNull)
                .toList();
        var original = Zip.read(bundle(true));
        var path = "records/" + message.id() + "-" + row() + ".txt";
        for (int n = 0; n < 40; n++) {
            var hidden = new TreeSet<String>();
            names.stream().filter(name -> random.nextBoolean()).forEach(hidden::add);
            var entries = new TreeMap<>(original);
            entries.put(path, proof.text(hidden::contains).getBytes(StandardCharsets.UTF_8));

            var report = verify(Zip.write(folder, Zip.withManifest(entries)));

            assertThat(codes(report)).as("%s", hidden).isSubsetOf(Code.A223);
            assertThat(report.json()).contains("\"hidden\":" + hidden.size());
        }
    }

    @Test
    void aChangedByteOfAnyEntryIsFoundAndTheEntryIsNamed() throws IOException {
        var original = Zip.read(bundle(true));
        for (var path : original.keySet()) {
            var entries = new TreeMap<>(original);
            entries.put(path, changed(original.get(path)));

            var faults = verify(Zip.write(folder, entries)).faults();

            assertThat(faults).as(path).isNotEmpty();
            if (!path.startsWith("manifest")) {
                assertThat(faults)
                        .as(path)
                        .anyMatch(fault ->
                                fault.code() == Code.A207 && fault.place().equals(path));
            }
        }
    }

    @Test
    void whoeverAlsoRewritesTheManifestIsStillFoundByTheProofs() throws IOException {
        var original = Zip.read(bundle(true));
        original.remove("manifest.signature.txt");
        var proven = original.keySet().stream()
                .filter(path -> path.matches("(leaves|records|days|raw|consistency)/.*"))
                .filter(path -> !path.endsWith(".signature.txt"))
                .toList();
        assertThat(proven).hasSizeGreaterThan(10);
        for (var path : proven) {
            for (int n = 0; n < 6; n++) {
                var entries = new TreeMap<>(original);
                entries.put(path, changed(original.get(path)));

                assertThat(verify(Zip.write(folder, Zip.withManifest(entries))).faults())
                        .as("%s: %s", path, new String(entries.get(path), StandardCharsets.UTF_8))
                        .isNotEmpty();
            }
        }
    }

    @Test
    void everyFaultIsListedNotTheFirst() throws IOException {
        var entries = Zip.read(bundle(true));
        var leaves = entries.keySet().stream()
                .filter(path -> path.endsWith(".leaf.txt"))
                .toList();
        leaves.forEach(path -> entries.put(path, changed(entries.get(path))));

        var report = verify(Zip.write(folder, entries));

        assertThat(report.faults()).extracting(Finding::place).containsAll(leaves);
    }

    @Test
    void missingPiecesAreNamed() throws IOException {
        var original = Zip.read(bundle(true));
        Map<String, Code> wanted = Map.of(
                "manifest.txt",
                Code.A204,
                first(original, ".proof.txt"),
                Code.A219,
                first(original, ".leaf.txt"),
                Code.A219,
                first(original, ".signature.txt"),
                Code.A212,
                "raw/" + message.id(),
                Code.A205,
                "index.html",
                Code.A205);
        wanted.forEach((path, code) -> {
            var entries = new TreeMap<>(original);
            entries.remove(path);
            assertThat(codes(verify(Zip.write(folder, entries)))).as(path).contains(code);
        });
        for (var day : original.keySet().stream()
                .filter(path -> path.matches("days/[0-9-]+\\.txt"))
                .toList()) {
            var entries = new TreeMap<>(original);
            entries.remove(day);
            assertThat(codes(verify(Zip.write(folder, entries)))).as(day).contains(Code.A205);
        }
    }

    private static String first(Map<String, byte[]> entries, String end) {
        return entries.keySet().stream()
                .filter(path -> path.endsWith(end) && !path.startsWith("manifest"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aStatementKeptOutsideBindsTheBundle() throws IOException {
        var file = bundle(false);
        var days = hub.bean(Proofs.class).days(null, 10);
        assertThat(days).hasSize(2);
        var kept = Files.writeString(folder.resolve("kept.txt"), days.get(0).text());
        var other = Files.writeString(
                folder.resolve("other.txt"), days.get(0).text().replaceFirst("root: ..", "root: 00"));
        var nonsense = Files.writeString(folder.resolve("nonsense.txt"), "no statement");

        assertThat(verify(file, kept).faults()).isEmpty();
        assertThat(codes(verify(file, other))).containsExactly(Code.A215);
        assertThat(codes(verify(file, nonsense))).containsExactly(Code.A208);
    }

    @Test
    void aKeyThatIsNotTrustedIsNamed() throws IOException {
        var file = bundle(false);
        var key = verify(file).remarks().stream()
                .filter(remark -> remark.code() == Code.A222)
                .findFirst()
                .orElseThrow()
                .found();

        assertThat(EvidenceVerifier.verify(file, List.of(), List.of(key), Limits.USUAL)
                        .faults())
                .isEmpty();
        assertThat(codes(EvidenceVerifier.verify(file, List.of(), List.of("04" + "ab".repeat(64)), Limits.USUAL)))
                .containsExactly(Code.A213);
    }

    private int row() {
        return hub.bean(Ledger.class).revisions(record).get(0).row();
    }

    private static Set<Code> codes(Report report) {
        return new TreeSet<>(report.faults().stream().map(Finding::code).toList());
    }

    private byte[] changed(byte[] bytes) {
        var other = bytes.clone();
        other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
        return other;
    }
}
