package cn.lvyue.hub.delivery;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Takes up failed exchanges again. */
public interface Redelivery {
    /**
     * Tries a package again that failed, was refused as a whole or has no receipts for too long: under its old identity, and the
     * platform is asked first whether it has it. Of a package the platform stored, the records it refused go again in a package of
     * their own, each under its own number and revision; the platform is asked first whether it has them by now.
     *
     * @param records the only ones that are meant where records go again by themselves; empty for all
     * @return false if there is no such package, or nothing of it that can go again
     */
    boolean again(UUID packageId, Collection<Long> records);

    /** As {@link #again} with all its records. */
    default boolean retry(UUID packageId) {
        return again(packageId, List.of());
    }
}
