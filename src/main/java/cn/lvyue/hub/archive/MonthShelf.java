package cn.lvyue.hub.archive;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes ended months out of the database into files, and back. */
public interface MonthShelf {
    /**
     * A month of the archive.
     *
     * @param month such as 2026-03
     * @param elsewhere whether it was taken out of the database
     * @param messages exact if the month was ever taken out, else the database's estimate; none if it has none
     * @param bytes on disk in the database, with indexes; 0 elsewhere
     * @param held why it must stay here
     * @param since of its present place, if it was ever moved
     * @param file where it is, or was taken back from
     */
    record State(
            String month,
            boolean elsewhere,
            @Nullable Long messages,
            long bytes,
            @Nullable String held,
            @Nullable Instant since,
            @Nullable String by,
            @Nullable String file) {}

    /** Oldest first. */
    List<State> list();

    /**
     * Writes a month to a file of its own, reads the file back, and only when it is whole takes the month out of the database.
     *
     * @param to a folder that exists, below {@code hub.archive.elsewhere}
     * @throws MonthRefused if it must stay, or the file could not be written
     */
    State detach(String month, Path to, String by);

    /**
     * Puts a month back as it was.
     *
     * @param file below {@code hub.archive.elsewhere}
     * @throws MonthRefused if the file is not the one that was written when the month was detached
     */
    State attach(Path file, String by);
}
