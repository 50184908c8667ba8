package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.ReadPlan;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Takes a message out of its wrapping: none, GZIP, or ZIP. What kind it is, its bytes say. */
final class Unpacking {
    static final String NOT_NESTED = "no archive inside an archive";

    private final ReadTask task;

    Unpacking(ReadTask task) {
        this.task = task;
    }

    MessageFiles open(InputStream archived) throws IOException {
        var packed = new CountedBytes(archived);
        var bytes = Magic.lookable(packed);
        return switch (Magic.of(bytes)) {
            case EMPTY -> throw Fault.UNREADABLE.refuse("file", "0", "1 byte");
            case ZIP -> unzip(bytes);
            case GZIP -> new OneFile(inside(gunzip(bytes, packed)));
            case COMPOUND, OTHER -> new OneFile(new FileInMessage("", plain(bytes)));
        };
    }

    private InputStream plain(InputStream bytes) {
        return new ExpandingBytes("file", bytes, () -> Long.MAX_VALUE, task.budget);
    }

    private InputStream gunzip(InputStream bytes, CountedBytes packed) throws IOException {
        return new ExpandingBytes("file", new GZIPInputStream(bytes, 1 << 16), packed::count, task.budget);
    }

    private FileInMessage inside(InputStream unpacked) throws IOException {
        var bytes = Magic.lookable(unpacked);
        refuseNested("file", bytes);
        return new FileInMessage("", bytes);
    }

    /** A workbook is a ZIP itself and may come packed once more; nothing else may. */
    private void refuseNested(String place, BufferedInputStream bytes) throws IOException {
        var magic = Magic.of(bytes);
        boolean workbook = magic == Magic.ZIP && task.plan.format() == ReadPlan.Format.WORKBOOK;
        if ((magic == Magic.ZIP && !workbook) || magic == Magic.GZIP) {
            throw Fault.BOMB.refuse(place, magic.name(), NOT_NESTED);
        }
    }

    private MessageFiles unzip(InputStream bytes) throws IOException {
        var file = TemporaryFile.holding(plain(bytes), task.settings);
        ZipArchive zip = null;
        try {
            zip = ZipArchive.open("file", file.path(), task.budget);
            if (!zip.isOfficeDocument()) {
                var entries = zip.dataEntries();
                zip.verify(entries);
                return new ZippedFiles(zip, entries, file);
            }
            zip.close();
            if (task.plan.format() != ReadPlan.Format.WORKBOOK) {
                throw Fault.WRONG_TYPE.refuse("file", "XLSX", task.plan.format().name());
            }
            return new OneFile(new FileInMessage("", file));
        } catch (IOException | RuntimeException e) {
            if (zip != null) {
                zip.close();
            }
            file.close();
            throw e;
        }
    }

    /** The message is the file. */
    private static final class OneFile implements MessageFiles {
        private @Nullable FileInMessage file;

        OneFile(FileInMessage file) {
            this.file = file;
        }

        @Override
        public @Nullable FileInMessage next() {
            var next = file;
            file = null;
            return next;
        }

        @Override
        public void close() {
            if (file != null) {
                file.close();
            }
        }
    }

    private final class ZippedFiles implements MessageFiles {
        private final ZipArchive zip;
        private final Iterator<ZipArchive.Entry> entries;
        private final TemporaryFile file;

        ZippedFiles(ZipArchive zip, List<ZipArchive.Entry> entries, TemporaryFile file) {
            this.zip = zip;
            this.entries = entries.iterator();
            this.file = file;
        }

        @Override
        public @Nullable FileInMessage next() throws IOException {
            if (!entries.hasNext()) {
                return null;
            }
            var entry = entries.next();
            var bytes = Magic.lookable(zip.open(entry));
            refuseNested(entry.name(), bytes);
            return new FileInMessage(entry.name(), bytes);
        }

        @Override
        public void close() {
            zip.close();
            new FileInMessage("", file).close();
        }
    }

    /** Counts what is taken from the archive, to be compared with what it unpacks to. */
    private static final class CountedBytes extends FilterInputStream {
        private long count;

        CountedBytes(InputStream in) {
            super(in);
        }

        long count() {
            return count;
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int n = in.read(buffer, from, length);
            count += Math.max(n, 0);
            return n;
        }
    }
}
