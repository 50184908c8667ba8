package cn.lvyue.hub.security;

import cn.lvyue.hub.record.FeedId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key of a source, without its secret.
 *
 * @param keyId what the source names in {@code X-Hub-Key}; no secret
 * @param createdBy the user who issued it
 * @param notBefore it counts from here
 * @param expiresAt it counts up to here, excluded
 * @param lastUsedAt to the minute
 */
public record SourceKey(
        String keyId,
        FeedId feed,
        Algorithm algorithm,
        Instant createdAt,
        String createdBy,
        Instant notBefore,
        Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {

    /** Whether a key counts at a moment, and if not, why. */
    public enum State {
        ACTIVE,
        NOT_YET,
        EXPIRED,
        REVOKED
    }

    public State state(Instant at) {
        if (revokedAt != null) {
            return State.REVOKED;
        }
        if (at.isBefore(notBefore)) {
            return State.NOT_YET;
        }
        return at.isBefore(expiresAt) ? State.ACTIVE : State.EXPIRED;
    }
}
