package cn.lvyue.hub.intake;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.jspecify.annotations.Nullable;

/** A copy of an archive of the same shape: its tables marked, everything else as it came. */
final class ZipCopy implements FileCopy {
    private final ReadTask task;
    private final TemporaryFile whole;
    private final ZipArchive zip;
    private final Opener opener;

    /** Opens a file of the archive for marking. */
    interface Opener {
        FileCopy open(String name, TemporaryFile bytes) throws IOException;
    }

    private ZipCopy(ReadTask task, TemporaryFile whole, ZipArchive zip, Opener opener) {
        this.task = task;
        this.whole = whole;
        this.zip = zip;
        this.opener = opener;
    }

    static boolean isWorkbook(ReadTask task, TemporaryFile whole) throws IOException {
        try (var zip = ZipArchive.open("file", whole.path(), task.budget.copy())) {
            return zip.isOfficeDocument();
        }
    }

    static ZipCopy open(ReadTask task, TemporaryFile whole, Opener opener) throws IOException {
        var zip = ZipArchive.open("file", whole.path(), task.budget.copy());
        try {
            zip.verify(zip.dataEntries());
            return new ZipCopy(task, whole, zip, opener);
        } catch (IOException e) {
            zip.close();
            throw e;
        }
    }

    @Override
    public MarkedCopies.Form form() {
        return MarkedCopies.Form.ZIP;
    }

    @Override
    public void write(PendingRows pending, OutputStream out) throws IOException {
        var copy = new ZipArchiveOutputStream(out);
        var tables = zip.dataEntries();
        for (var entry : zip.entries()) {
            var table = tableOf(entry, tables);
            if (table == null || !mark(table, pending, copy)) {
                zip.copyPacked(entry, copy);
            }
        }
        copy.finish();
    }

    /** Several entries may have one name. */
    @SuppressWarnings("ReferenceEquality")
    private static ZipArchive.@Nullable Entry tableOf(ZipArchive.Entry entry, List<ZipArchive.Entry> tables) {
        return tables.stream()
                .filter(table -> table.entry() == entry.entry())
                .findFirst()
                .orElse(null);
    }

    /** @return false for a file that cannot be marked */
    private boolean mark(ZipArchive.Entry table, PendingRows pending, ZipArchiveOutputStream copy) throws IOException {
        var bytes = TemporaryFile.holding(zip.open(table), task.settings);
        FileCopy marked;
        try {
            marked = opener.open(table.name(), bytes);
        } catch (IOException | RuntimeException cannot) {
            bytes.close();
            return false;
        }
        try (marked) {
            var entry = new ZipArchiveEntry(table.name());
            entry.setTime(table.entry().getTime());
            copy.putArchiveEntry(entry);
            marked.write(pending, copy);
            copy.closeArchiveEntry();
        }
        return true;
    }

    @Override
    public void close() {
        zip.close();
        new FileInMessage("", whole).close();
    }
}
