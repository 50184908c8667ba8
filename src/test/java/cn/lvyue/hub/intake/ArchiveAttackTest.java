package cn.lvyue.hub.intake;

import static cn.lvyue.hub.intake.Samples.csv;
import static cn.lvyue.hub.intake.Samples.read;
import static cn.lvyue.hub.intake.Samples.workbook;
import static cn.lvyue.hub.intake.Samples.zip;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Containers whose own directories are the attack. */
@Timeout(30)
class ArchiveAttackTest {
    private static final String TABLE = "id,b\n1,x\n";
    private static final int ENTRY = 0x02014B50;

    @ParameterizedTest
    @ValueSource(strings = {"../../tmp/evil.csv", "/evil.csv", "C:\\evil.csv", "a/../../evil.csv", "..\\evil.csv"})
    void refusesAnArchiveWithANameThatLeadsOutside(String name) {
        var read = read(csv("id", "b"), zip("ok.csv", TABLE, name, TABLE));

        assertThat(read.end().read()).isZero();
        assertThat(read.codes()).containsExactly("F110");
    }

    @Test
    void refusesEntriesThatShareTheirBytes() {
        var bytes = ByteBuffer.wrap(zip("a.csv", TABLE, "b.csv", TABLE)).order(ByteOrder.LITTLE_ENDIAN);
        int second = entry(bytes, entry(bytes, 0) + 4);
        bytes.putInt(second + 42, 0);

        assertThat(read(csv("id", "b"), bytes.array()).codes()).containsExactly("F107");
    }

    @Test
    void refusesAnArchiveWithTwoFilesOfOneName() {
        var bytes = zip("a.csv", TABLE, "b.csv", TABLE);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == 'b' && bytes[i + 1] == '.' ? (byte) 'a' : bytes[i];
        }
        var read = read(csv("id", "b"), bytes);

        assertThat(read.end().read()).isZero();
        assertThat(read.codes()).containsExactly("F101");
        assertThat(read.end().findings().get(0).value()).isEqualTo("a.csv");
    }

    @Test
    void countsTheEntriesAndNotWhatTheArchiveSays() {
        var contents = new Object[40];
        for (int i = 0; i < contents.length; i += 2) {
            contents[i] = "f" + i + ".csv";
            contents[i + 1] = TABLE;
        }
        var bytes = ByteBuffer.wrap(zip(contents)).order(ByteOrder.LITTLE_ENDIAN);
        int end = bytes.capacity() - 22;
        bytes.putShort(end + 8, (short) 1).putShort(end + 10, (short) 1);
        var read = read(csv("id", "b"), bytes.array(), Map.of("hub.intake.max-entries", "10"), 0);

        assertThat(read.codes()).containsExactly("F107");
        assertThat(read.end().findings().get(0).wanted()).isEqualTo("hub.intake.max-entries = 10");
    }

    @Test
    void refusesADirectoryOfBoundlessNames() {
        var read = read(csv("id", "b"), zip("n".repeat(60_000), TABLE), Map.of("hub.intake.max-entries", "10"), 0);

        assertThat(read.codes()).containsExactly("F107");
    }

    @Test
    void refusesADirectoryThatIsNotWhereTheArchiveSays() {
        var bytes = zip("a.csv", TABLE);
        var moved = new byte[bytes.length + 5];
        System.arraycopy(bytes, 0, moved, 5, bytes.length);
        System.arraycopy(new byte[] {'P', 'K', 3, 4, 0}, 0, moved, 0, 5);

        assertThat(read(csv("id", "b"), moved).codes()).containsExactly("F101");
    }

    @Test
    void readsTheLargeFormOfTheFormat() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipArchiveOutputStream(out)) {
            zip.setUseZip64(Zip64Mode.Always);
            zip.putArchiveEntry(new ZipArchiveEntry("a.csv"));
            zip.write(TABLE.getBytes(UTF_8));
            zip.closeArchiveEntry();
        }

        assertThat(read(csv("id", "b"), out.toByteArray()).values(0)).containsExactly("1");
    }

    @Test
    void refusesAnOldWorkbookThatClaimsToHaveMillionsOfStrings() throws IOException {
        var bytes = oldWorkbook("Workbook");
        int strings = indexOf(bytes, new byte[] {(byte) 0xFC, 0});
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(strings + 8, 300_000_000);
        var read = read(workbook(1, 1, "id", "b"), bytes);

        assertThat(read.codes()).containsExactly("F105");
        assertThat(read.end().findings().get(0).wanted()).isEqualTo("hub.intake.max-old-strings = 1000000");
    }

    @Test
    void refusesAnOldWorkbookBeyondTheLimit() throws IOException {
        var read = read(
                workbook(1, 1, "id", "b"), oldWorkbook("Workbook"), Map.of("hub.intake.max-old-workbook", "1KB"), 0);

        assertThat(read.codes()).containsExactly("F105");
    }

    /** Some programs call the stream of a new BIFF8 workbook by its old name. */
    @Test
    void readsAnOldWorkbookByItsVersionAndNotByItsName() throws IOException {
        assertThat(read(workbook(1, 1, "id", "b"), oldWorkbook("BOOK")).values(0))
                .containsExactly("n1", "n2");
    }

    private static byte[] oldWorkbook(String name) throws IOException {
        var content = new ByteArrayOutputStream();
        try (var workbook = new HSSFWorkbook()) {
            var sheet = workbook.createSheet("S");
            for (int i = 0; i < 3; i++) {
                var row = sheet.createRow(i);
                row.createCell(0).setCellValue(i == 0 ? "id" : "n" + i);
                row.createCell(1).setCellValue(i == 0 ? "b" : "x");
            }
            workbook.write(content);
        }
        var out = new ByteArrayOutputStream();
        try (var compound = new POIFSFileSystem(new java.io.ByteArrayInputStream(content.toByteArray()))) {
            compound.getRoot().getEntryCaseInsensitive("Workbook").renameTo(name);
            compound.writeFilesystem(out);
        }
        return out.toByteArray();
    }

    private static int entry(ByteBuffer bytes, int from) {
        int at = from;
        while (bytes.getInt(at) != ENTRY) {
            at++;
        }
        return at;
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        // records start at even places of the stream, and the table of strings is the only one of this id with a length
        // beside it
        for (int i = 512; i + 12 < bytes.length; i++) {
            var look = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            boolean counts = look.getInt(i + 4) == 6 && look.getInt(i + 8) == 5;
            if (bytes[i] == wanted[0] && bytes[i + 1] == wanted[1] && counts) {
                return i;
            }
        }
        throw new AssertionError("no table of strings");
    }
}
