package cn.lvyue.hub.archive;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Seals archived bodies anew under the newest data key, a little at a time and going on after a restart where it stopped. */
public interface Resealing {
    /**
     * How far it is.
     *
     * @param dataKey under which everything is being sealed
     * @param afterMessage all up to this message are done
     * @param lastMessage the newest message there is
     * @param pieces sealed anew so far
     * @param bytes of those, as stored
     * @param damaged did not open and were left as they are
     */
    record Progress(
            int dataKey,
            long afterMessage,
            long lastMessage,
            long pieces,
            long bytes,
            long damaged,
            Instant startedAt,
            String startedBy,
            @Nullable Instant endedAt) {}

    /** Makes a new data key and begins; if one is going on already it is that one, and no key is made. */
    Progress start(String by);

    /** The latest one. */
    Optional<Progress> progress();
}
