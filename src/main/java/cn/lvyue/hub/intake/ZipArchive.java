package cn.lvyue.hub.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import cn.lvyue.hub.record.TemporaryFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A ZIP file on disk, read by its directory. Nothing is ever written by an entry's name; names only appear in places. What
 * an entry says about its size is not believed.
 */
final class ZipArchive implements AutoCloseable {
    private final String place;
    private final ZipFile zip;
    private final ExpandingBytes.Budget budget;

    /** One file in the archive, with its name as the sender wrote it. */
    record Entry(String name, ZipArchiveEntry entry) {}

    private ZipArchive(String place, ZipFile zip, ExpandingBytes.Budget budget) {
        this.place = place;
        this.zip = zip;
        this.budget = budget;
    }

    /** @throws Refused if it is no whole archive, encrypted, or has too many entries */
    static ZipArchive open(String place, Path path, ExpandingBytes.Budget budget) throws IOException {
        ZipDirectory.check(place, path, budget.settings());
        ZipFile zip;
        try {
            zip = ZipFile.builder()
                    .setPath(path)
                    .setIgnoreLocalFileHeader(true)
                    .setCharset(CharsetChoice.GB18030)
                    .get();
        } catch (IOException | IllegalArgumentException e) {
            throw Fault.UNREADABLE.refuse(place, null, "ZIP");
        }
        var archive = new ZipArchive(place, zip, budget);
        try {
            archive.check();
            return archive;
        } catch (IOException e) {
            archive.close();
            throw e;
        }
    }

    /** An XLSX, DOCX or the like: an Open Packaging container (ECMA-376 part 2, section 10.1.2). */
    boolean isOfficeDocument() {
        return zip.getEntry("[Content_Types].xml") != null;
    }

    /** Files that carry data, in the order of the directory. */
    List<Entry> dataEntries() throws Refused {
        var entries = new ArrayList<Entry>();
        for (var entry : Collections.list(zip.getEntries())) {
            var name = name(entry);
            if (leadsOutside(name)) {
                throw Fault.UNSAFE_PATH.refuse(place, name, null);
            }
            if (!entry.isDirectory() && !isBeside(name)) {
                entries.add(new Entry(name, entry));
            }
        }
        return entries;
    }

    @Nullable
    Entry entry(String name) {
        var entry = zip.getEntry(name);
        return entry == null ? null : new Entry(name, entry);
    }

    /** Everything in it, in the order of the directory. */
    List<Entry> entries() {
        return Collections.list(zip.getEntries()).stream()
                .map(entry -> new Entry(entry.getName(), entry))
                .toList();
    }

    /** Copies an entry into another archive without unpacking it. */
    void copyPacked(Entry entry, ZipArchiveOutputStream to) throws IOException {
        to.addRawArchiveEntry(entry.entry(), zip.getRawInputStream(entry.entry()));
    }

    InputStream open(Entry entry) throws IOException {
        if (!zip.canReadEntryData(entry.entry())) {
            throw Fault.UNREADABLE.refuse(
                    entry.name(), "method " + entry.entry().getMethod(), "deflate");
        }
        long packed = Math.max(1, entry.entry().getCompressedSize());
        return new ExpandingBytes(entry.name(), zip.getInputStream(entry.entry()), () -> packed, budget);
    }

    /** Unpacks all once, so that of a damaged archive or a bomb no record is taken in. */
    void verify(List<Entry> entries) throws IOException {
        for (var entry : entries) {
            try (var bytes = new ZipArchive(place, zip, budget.copy()).open(entry)) {
                verify(entry, bytes);
            } catch (Refused e) {
                throw e;
            } catch (IOException e) {
                throw Fault.UNREADABLE.refuse(entry.name(), e.getMessage(), "ZIP");
            }
        }
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new TemporaryFailure("a temporary archive cannot be closed: " + e.getMessage(), e);
        }
    }

    private static void verify(Entry entry, InputStream bytes) throws IOException {
        var crc = new CRC32();
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
            crc.update(buffer, 0, n);
            size += n;
        }
        if (crc.getValue() != entry.entry().getCrc() || size != entry.entry().getSize()) {
            throw Fault.UNREADABLE.refuse(
                    entry.name(),
                    "CRC " + Long.toHexString(crc.getValue()),
                    "CRC " + Long.toHexString(entry.entry().getCrc()));
        }
    }

    /**
     * Entries that share their bytes let a small archive unpack to any size, and of two with one name every program takes
     * another.
     */
    private void check() throws IOException {
        var names = new HashSet<String>();
        var entries = new ArrayList<>(Collections.list(zip.getEntries()));
        entries.sort(Comparator.comparingLong(ZipArchiveEntry::getLocalHeaderOffset));
        long free = 0;
        for (var entry : entries) {
            if (entry.getGeneralPurposeBit().usesEncryption()) {
                throw Fault.ENCRYPTED.refuse(place, name(entry), null);
            }
            if (!names.add(name(entry))) {
                throw Fault.UNREADABLE.refuse(place, name(entry), "文件名不重复 | entries of different names");
            }
            if (entry.getLocalHeaderOffset() < free) {
                throw Fault.BOMB.refuse(place, name(entry), "文件互不重叠 | entries that do not overlap");
            }
            free = entry.getLocalHeaderOffset() + ZipDirectory.LOCAL_HEADER + Math.max(0, entry.getCompressedSize());
        }
    }

    /** Nothing is written by such a name, but whoever sends it means no good, or our archive would harm others. */
    private static boolean leadsOutside(String name) {
        var path = name.replace('\\', '/');
        return path.startsWith("/")
                || path.matches("[A-Za-z]:.*")
                || path.indexOf('\0') >= 0
                || List.of(path.split("/")).contains("..");
    }

    /** Signs of completion, manifests and what operating systems leave behind. */
    private static boolean isBeside(String name) {
        var base = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return base.startsWith(".")
                || base.endsWith(".ok")
                || base.startsWith("manifest")
                || name.startsWith("__MACOSX/");
    }

    /** Without the UTF-8 flag a name is in the sender's own charset, here GBK; some senders write UTF-8 and do not say so. */
    private static String name(ZipArchiveEntry entry) {
        byte[] raw = entry.getRawName();
        if (raw == null || entry.getGeneralPurposeBit().usesUTF8ForNames()) {
            return entry.getName();
        }
        Charset charset = Utf8.countBeyondAscii(raw, 0, raw.length) == Utf8.INVALID ? CharsetChoice.GB18030 : UTF_8;
        return new String(raw, charset);
    }
}
