package cn.lvyue.hub.archive;

import cn.lvyue.hub.signing.Sm3;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.bouncycastle.crypto.digests.SM3Digest;

/** The file of a month: a ZIP of two tables and a manifest with their sizes and digests. Bodies in it are sealed as they were. */
final class MonthFile {
    private static final String MANIFEST = "manifest.txt";
    private static final int MANIFEST_AT_MOST = 1 << 16;
    private static final int BUFFER = 1 << 16;

    private MonthFile() {}

    /** A manifest and the digest of its bytes, which stands for the whole file. */
    record Checked(MonthManifest manifest, byte[] digest) {}

    static String name(Month month) {
        return "archive-" + month + ".zip";
    }

    /** Writes one table's rows and says how many. */
    @FunctionalInterface
    interface Rows {
        long writeTo(OutputStream out) throws IOException;
    }

    /** What is to be written of a table. */
    record Part(String name, List<String> columns, Rows rows) {}

    /** On disk when it returns; the file must not be there before. @return the manifest as written */
    static MonthManifest write(Path file, MonthManifest head, List<Part> parts) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                var zip = new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER))) {
            zip.setLevel(Deflater.BEST_SPEED);
            var tables = new ArrayList<MonthManifest.Table>();
            for (var part : parts) {
                tables.add(write(zip, part));
            }
            var manifest = new MonthManifest(head.month(), head.writtenAt(), head.dataKeys(), tables);
            zip.putNextEntry(new ZipEntry(MANIFEST));
            zip.write(manifest.bytes());
            zip.closeEntry();
            zip.finish();
            zip.flush();
            channel.force(true);
            return manifest;
        }
    }

    private static MonthManifest.Table write(ZipOutputStream zip, Part part) throws IOException {
        zip.putNextEntry(new ZipEntry(part.name() + ".bin"));
        var counted = new Counted(zip);
        long rows = part.rows().writeTo(counted);
        zip.closeEntry();
        return new MonthManifest.Table(part.name(), part.columns(), rows, counted.size, Sm3.finished(counted.digest));
    }

    /**
     * Reads a file from its first byte to its last and compares everything with its manifest.
     *
     * @throws MonthRefused if it cannot be read or anything in it differs
     */
    static Checked check(Path file) {
        if (!Files.isRegularFile(file)) {
            throw MonthRefused.badFile("没有文件 %s".formatted(file), "there is no file %s".formatted(file));
        }
        try (var zip = new ZipFile(file.toFile())) {
            var bytes = manifest(zip);
            var manifest = MonthManifest.parse(bytes);
            for (var table : manifest.tables()) {
                check(zip, table);
            }
            return new Checked(manifest, HexFormat.of().parseHex(Sm3.hex(bytes)));
        } catch (IOException | IllegalArgumentException unreadable) {
            throw MonthRefused.badFile(
                    "文件 %s 无法读出：%s".formatted(file, unreadable.getMessage()),
                    "the file %s cannot be read: %s".formatted(file, unreadable.getMessage()));
        }
    }

    private static byte[] manifest(ZipFile zip) throws IOException {
        try (var in = zip.getInputStream(entry(zip, MANIFEST))) {
            return in.readNBytes(MANIFEST_AT_MOST);
        }
    }

    private static ZipEntry entry(ZipFile zip, String name) throws IOException {
        var entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("there is no " + name);
        }
        return entry;
    }

    private static void check(ZipFile zip, MonthManifest.Table table) throws IOException {
        var digest = new SM3Digest();
        long size = 0;
        try (var in = zip.getInputStream(entry(zip, table.entry()))) {
            var buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
                size += n;
            }
        }
        if (size != table.size() || !Sm3.finished(digest).equals(table.digest())) {
            throw new IOException(table.entry() + " 与清单不符 (is not what the manifest says)");
        }
    }

    /** Takes in a table's rows. */
    @FunctionalInterface
    interface Reader {
        void read(MonthManifest.Table table, InputStream rows) throws IOException;
    }

    static void read(Path file, MonthManifest manifest, Reader reader) throws IOException {
        try (var zip = new ZipFile(file.toFile())) {
            for (var table : manifest.tables()) {
                try (var in = zip.getInputStream(entry(zip, table.entry()))) {
                    reader.read(table, in);
                }
            }
        }
    }

    /** Makes the name durable as well. */
    static void moveInPlace(Path draft, Path file) throws IOException {
        Files.move(draft, file);
        try (var folder = FileChannel.open(file.toAbsolutePath().getParent())) {
            folder.force(true);
        }
    }

    private static final class Counted extends FilterOutputStream {
        private final SM3Digest digest = new SM3Digest();
        private long size;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            digest.update(bytes, offset, length);
            size += length;
        }
    }
}
