package cn.lvyue.hub.evidence.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.evidence.verifier.EvidenceVerifier.Code;
import cn.lvyue.hub.evidence.verifier.EvidenceVerifier.Finding;
import cn.lvyue.hub.evidence.verifier.EvidenceVerifier.Limits;
import cn.lvyue.hub.evidence.verifier.EvidenceVerifier.Report;
import cn.lvyue.hub.standard.FindingCatalog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Files that are damaged or made to harm: a clear answer, bounded memory, never an exception. */
class HostileEvidenceTest {
    private static final Limits SMALL = new Limits(50, 1 << 20, 1 << 12);

    @TempDir
    Path folder;

    private static List<Code> codes(Report report) {
        return report.faults().stream().map(Finding::code).distinct().toList();
    }

    private static Report verify(Path file) {
        return EvidenceVerifier.verify(file, List.of(), List.of(), SMALL);
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(folder, "hostile", ".zip"), bytes);
    }

    private static byte[] zip(String... namesAndTexts) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    @Test
    void whatIsNoZipIsToldAsSuch() throws IOException {
        assertThat(codes(verify(file(new byte[0])))).containsExactly(Code.A200);
        assertThat(codes(verify(file("no archive".getBytes(StandardCharsets.UTF_8)))))
                .containsExactly(Code.A200);
        assertThat(codes(verify(folder.resolve("missing.zip")))).containsExactly(Code.A200);
        assertThat(codes(verify(folder))).containsExactly(Code.A200);
        assertThat(codes(verify(file(zip("a", "b"))))).containsExactly(Code.A204);
        assertThat(codes(verify(file(zip("a", "b", "manifest.txt", "lvyue-evidence/1\n")))))
                .containsExactly(Code.A206, Code.A219);
    }

    @Test
    void pathsThatLeadElsewhereAreNamed() throws IOException {
        for (var path : List.of("../x", "/etc/passwd", "a/../../b", "c:\\x", "a\\b", "a/./b", "")) {
            assertThat(codes(verify(file(zip(path, "x"))))).as(path).contains(Code.A201);
        }
    }

    @Test
    void anEntryThatStandsTwiceIsNamed() throws IOException {
        var bytes = zip("aa", "1", "ab", "2");
        for (int i = 0; i + 1 < bytes.length; i++) {
            if (bytes[i] == 'a' && bytes[i + 1] == 'b') {
                bytes[i + 1] = 'a';
            }
        }

        assertThat(codes(verify(file(bytes)))).contains(Code.A202);
    }

    @Test
    void bombsAreNotUnpacked() throws IOException {
        assertThat(codes(verify(file(zip("bomb", "0".repeat(3 << 20)))))).contains(Code.A203);
        assertThat(codes(verify(file(zip("manifest.txt", "x".repeat(1 << 13))))))
                .contains(Code.A203);
        var many = new String[200];
        Arrays.setAll(many, i -> i % 2 == 0 ? "f" + i : "");
        assertThat(codes(verify(file(zip(many))))).contains(Code.A203);
    }

    @Test
    void textsThatMakeNoSenseAreNamedOneByOne() throws IOException {
        var report = verify(file(zip(
                "manifest.txt", "lvyue-evidence/1\nfile: nonsense\nfile: 1 aa missing\n",
                "leaves/1.leaf.txt", "lvyue-leaf/1\nkind: message\n",
                "leaves/1.proof.txt",
                        "lvyue-proof/1\nalgorithm: SM3\nleaf-index: -1\ntree-size: 99999999999999999999\n",
                "leaves/2.leaf.txt", "\uFEFF",
                "leaves/2.proof.txt", "lvyue-proof/1\nalgorithm: MD5\n",
                "days/2026-02-30.txt", "lvyue-day/1\nday: 2026-02-30\nalgorithm: SM3\n",
                "days/2026-02-03.txt", "lvyue-day/1\nday: 2026-02-03\nalgorithm: SM3\ntree-size: x\n",
                "days/2026-02-03.tsr", "no token",
                "consistency/1-2.txt", "lvyue-consistency/1\nalgorithm: SM3\nfirst-size: 1\nsecond-size: 2\npath: 00\n",
                "records/1-1.txt", "lvyue-record/1\nmessage: 1\nrow: one\n")));

        assertThat(report.faults())
                .extracting(Finding::place)
                .contains(
                        "manifest.txt",
                        "missing",
                        "leaves/1.proof.txt",
                        "leaves/2.leaf.txt",
                        "days/2026-02-30.txt",
                        "days/2026-02-03.txt",
                        "consistency/1-2.txt",
                        "records/1-1.txt");
    }

    @Test
    void anyDamageOfTheFileItselfIsAnAnswerAndNeverAnException() throws IOException {
        var whole = zip(
                "manifest.txt", "lvyue-evidence/1\n",
                "days/2026-02-03.txt", "lvyue-day/1\nday: 2026-02-03\n",
                "leaves/1.leaf.txt", "lvyue-leaf/1\n");
        var random = new Random(7);
        for (int n = 0; n < 300; n++) {
            var bytes = n % 3 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            for (int i = 0; i < 3 && bytes.length > 0; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }

            var report = verify(file(bytes));

            assertThat(report.isFaultless()).isFalse();
            assertThat(JsonMapper.builder()
                            .build()
                            .readTree(report.json())
                            .path("faultless")
                            .asBoolean(true))
                    .isFalse();
        }
    }

    @Test
    void theCommandTellsRightFromWrongUsageAndFaultsByItsExitCode() throws IOException {
        var out = new ByteArrayOutputStream();
        var print = new PrintStream(out, true, StandardCharsets.UTF_8);
        var page = folder.resolve("page.html");

        assertThat(EvidenceVerifier.run(new String[0], print, print)).isEqualTo(2);
        assertThat(EvidenceVerifier.run(new String[] {"--nonsense"}, print, print))
                .isEqualTo(2);
        var bad = file(zip("<b>&", "x", "manifest.txt", "lvyue-evidence/1\n")).toString();
        assertThat(EvidenceVerifier.run(new String[] {bad, "--json", "--html", page.toString()}, print, print))
                .isEqualTo(1);
        assertThat(Files.readString(page)).contains("&lt;b&gt;&amp;").doesNotContain("<b>");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"faultless\":false");
    }

    @Test
    void everyCodeStandsInTheCatalogue() {
        var catalogue = FindingCatalog.load();
        for (var code : Code.values()) {
            assertThat(catalogue.entry(code.name()).code()).isEqualTo(code.name());
        }
    }

    @Test
    void theSourceNeedsNothingButAJdk() throws IOException {
        var source = Files.readString(Path.of("src/main/java/cn/lvyue/hub/evidence/verifier/EvidenceVerifier.java"));

        assertThat(source.lines().filter(line -> line.startsWith("import ")))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("import java."));
    }
}
