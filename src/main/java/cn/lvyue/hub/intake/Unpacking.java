package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.ReadPlan;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a message out of its wrapping: none, GZIP, or ZIP. What kind it is, its bytes say. */
final class Unpacking {
    private static final Logger LOG = LoggerFactory.getLogger(Unpacking.class);

    static final String NOT_NESTED = "no archive inside an archive";

    private final ReadTask task;

    Unpacking(ReadTask task) {
        this.task = task;
    }

    MessageFiles open(InputStream archived) throws IOException {
        var bytes = Magic.lookable(archived);
        return switch (Magic.of(bytes)) {
            case EMPTY -> throw Fault.UNREADABLE.refuse("file", null, Fault.SOME_CONTENT);
            case ZIP -> unzip(bytes);
            case GZIP -> new OneFile(inside(gunzip(bytes)));
            case COMPOUND, OTHER -> new OneFile(new FileInMessage("", plain(bytes)));
        };
    }

    private InputStream plain(InputStream bytes) {
        return new ExpandingBytes("file", bytes, () -> Long.MAX_VALUE, task.budget);
    }

    /** Looked through once before it is read, so that of a bomb no record is taken in. */
    private InputStream gunzip(InputStream bytes) throws IOException {
        var file = TemporaryFile.holding(plain(bytes), task.settings);
        try {
            long packed = Files.size(file.path());
            refuseBomb(file.path(), packed);
            return new ExpandingBytes("file", new GZIPInputStream(file, 1 << 16), () -> packed, task.budget);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** A damaged end is no reason to refuse the records before it; it is met again when they are read. */
    private void refuseBomb(Path path, long packed) throws Refused {
        try (var unpacked = new GZIPInputStream(Files.newInputStream(path), 1 << 16);
                var counted = new ExpandingBytes("file", unpacked, () -> packed, task.budget.copy())) {
            counted.transferTo(OutputStream.nullOutputStream());
        } catch (Refused bomb) {
            throw bomb;
        } catch (IOException damaged) {
            LOG.debug("a GZIP is damaged: {}", damaged.getMessage());
        }
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
}
