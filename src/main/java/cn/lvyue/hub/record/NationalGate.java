package cn.lvyue.hub.record;

import java.util.Optional;

/**
 * Decides whether a revision may go to the national platform. Asked by the ledger when a revision is recorded, in the same
 * transaction that makes it due; implemented once, in {@code delivery}.
 */
@FunctionalInterface
public interface NationalGate {
    /**
     * @param standing of the revision at hand
     * @param standsThere whether an earlier revision was let through and not removed since
     * @return what to tell the nation, or empty: then nothing of this revision leaves for it
     */
    Optional<DueKind> admit(Standing standing, boolean standsThere);
}
