package cn.lvyue.hub.reconciliation;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Target;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes, keeps and gives out statements (对账单). Days are those of Asia/Shanghai. */
public interface Statements {

    /** @param next where the next page begins; null after the last */
    record Page(
            Statement statement,
            List<Difference> items,
            @Nullable String next) {}

    /**
     * A statement that was kept.
     *
     * @param reason the schedule, or who asked for it
     * @param digest SM3 of the archived JSON, which {@code signature} signs
     */
    record Kept(
            LocalDate date,
            int version,
            Instant madeAt,
            String reason,
            boolean closes,
            long differences,
            long archiveId,
            String digest,
            String algorithm,
            String keyId,
            String signature) {}

    /** In which form a statement is given out. */
    enum Format {
        JSON,
        XLSX
    }

    /** A file with its detached signature over {@code digest}, SM3 in hex. The file is gone when this is closed. */
    record Export(
            Path file,
            String filename,
            String mediaType,
            String digest,
            String algorithm,
            String keyId,
            String signature)
            implements Closeable {
        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
        }
    }

    /** Whether there is a key to sign with. Without one nothing is kept, and nothing given out as a file. */
    boolean canSign();

    /**
     * The statement as of now, not kept.
     *
     * @param target null for all, and likewise {@code feed}; a feed's statement has only its own differences
     * @param after from an earlier page; null for the start
     * @param limit differences, at least 1; a few more where one source record number has several
     * @throws cn.lvyue.hub.record.TemporaryFailure if a platform cannot be asked at the moment
     */
    Page now(LocalDate date, @Nullable Target target, @Nullable FeedId feed, @Nullable String after, int limit);

    /** What came on a day and what became of it, by source: sums the ledger keeps, so nobody is asked. @param feed null for all */
    List<Statement.Received> received(LocalDate date, @Nullable FeedId feed);

    /** Makes a statement of all targets and keeps it as the day's next version: in a table, signed, and in the archive. */
    Kept keep(LocalDate date, String reason);

    /** The newest first. */
    List<Kept> kept(LocalDate date);

    /** A kept version page by page. */
    Optional<Page> kept(LocalDate date, int version, @Nullable String after, int limit);

    /** @param version null for the statement as of now */
    Optional<Export> export(LocalDate date, @Nullable Integer version, Format format);
}
