package cn.lvyue.hub.tried;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Files that were tried out, with what was found. They lie sealed in the database, so that every node can show them; each goes when its
 * time is over, or when newer ones need its room.
 */
public interface TriedFiles {
    /**
     * What is kept.
     *
     * @param who tried it: nobody else is shown anything of it
     * @param found what was found, in whatever form whoever keeps it reads
     * @param file that was tried
     * @param returned what would go back; null if nothing would
     */
    record Tried(
            UUID id,
            String feed,
            String who,
            Instant until,
            byte[] found,
            Path file,
            @Nullable Path returned) {}

    /**
     * What there is room for, on all nodes together.
     *
     * @param files that may be kept
     * @param bytes that all of them may have; the newest is kept whatever it has
     */
    record Room(int files, long bytes) {}

    /** Keeps a file; the oldest go where it needs their room. */
    void keep(Tried tried, Room room) throws IOException;

    /** What was found; empty once it is not kept any more, for another feed, and for everybody but who tried it. */
    Optional<byte[]> found(UUID id, String feed, String who);

    /** The file that was tried; reading fails if it is taken away meanwhile. */
    InputStream file(UUID id);

    /** What would go back. */
    InputStream returned(UUID id);
}
