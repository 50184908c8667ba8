package cn.lvyue.hub.channel.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.record.Finding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkerTest {
    /** Digests of the three bytes "abc", as the standards give them: FIPS 180, RFC 1321, GB/T 32905. */
    private static final String SHA256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private static final String MD5 = "900150983cd24fb0d6963f7d28e17f72";
    private static final String SM3 = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";

    @TempDir
    Path folder;

    @Test
    void aMarkerAgreesWithTheFileByEachOfItsClaims() throws IOException {
        assertThat(against("abc", "sha256=" + SHA256)).isEmpty();
        assertThat(against("abc", "MD5: " + MD5.toUpperCase(Locale.ROOT))).isEmpty();
        assertThat(against("abc", "\uFEFFsm3 = " + SM3 + "\r\nbytes=3\r\nsender=someone\r\n"))
                .isEmpty();
        assertThat(against("abc", "")).isEmpty();
    }

    @Test
    void theFirstClaimThatDoesNotHoldIsNamedWithWhatWasFound() throws IOException {
        assertThat(against("abd", "size=3\nmd5=" + MD5)).hasValueSatisfying(finding -> {
            assertThat(finding.code()).isEqualTo("T123");
            assertThat(finding.value()).startsWith("md5=").isNotEqualTo("md5=" + MD5);
            assertThat(finding.wanted()).isEqualTo("md5=" + MD5);
        });
        assertThat(against("abcd", "size=3").map(Finding::value)).contains("size=4");
    }

    @Test
    void aDigestMayBeThatOfTheOnlyFileInAZip() throws IOException {
        assertThat(againstZip("sha256=" + SHA256, "一.csv")).isEmpty();
        assertThat(againstZip("sha256=" + SHA256, "一.csv", "二.csv").map(Finding::code))
                .contains("T123");
        assertThat(againstZip("sha256=" + SHA256.replace('b', 'c'), "一.csv").map(Finding::code))
                .contains("T123");
    }

    @Test
    void aMarkerThatCannotBeUnderstoodProvesNothing() throws IOException {
        assertThat(against("abc", "sha256=abc").map(Finding::code)).contains("T126");
        assertThat(against("abc", "records=many").map(Finding::code)).contains("T126");
        assertThat(against("abc", "size=3\nsize=4").map(Finding::code)).contains("T126");
        assertThat(against("abc", "<html>").map(Finding::code)).contains("T126");
    }

    @Test
    void anotherNumberOfRecordsIsARemark() {
        var marker = Marker.of("records=81".getBytes(UTF_8));

        assertThat(marker.proves()).isFalse();
        assertThat(marker.againstRecords(81, "a.ok")).isEmpty();
        assertThat(marker.againstRecords(80, "a.ok"))
                .hasValueSatisfying(finding -> assertThat(finding.code() + finding.value() + finding.wanted())
                        .isEqualTo("T1248081"));
        assertThat(Marker.of(new byte[0]).againstRecords(7, "a.ok")).isEmpty();
    }

    private static Optional<Finding> against(String content, String marker) throws IOException {
        var said = Marker.of(marker.getBytes(UTF_8));
        var found = Content.of(new ByteArrayInputStream(content.getBytes(UTF_8)), said.digests(), 100);
        return said.against(found, Optional::empty, "a");
    }

    private Optional<Finding> againstZip(String marker, String... members) throws IOException {
        var file = Files.createTempFile(folder, "a", ".zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file), Charset.forName("GB18030"))) {
            for (var member : members) {
                zip.putNextEntry(new ZipEntry(member));
                zip.write("abc".getBytes(UTF_8));
            }
        }
        var said = Marker.of(marker.getBytes(UTF_8));
        var copy = new LocalCopy(file, false);
        var found = Content.of(copy.open(), Set.of(), Long.MAX_VALUE);
        return said.against(found, () -> Content.ofOnlyMember(copy, said.digests(), 1_000), "a");
    }
}
