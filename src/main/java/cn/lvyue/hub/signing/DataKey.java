package cn.lvyue.hub.signing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a data key, never the key itself.
 *
 * @param master the fingerprint of the master key that wraps it
 * @param retiredAt since when nothing is sealed under it any more; it still opens
 * @param destroyedAt since when it opens nothing
 */
public record DataKey(
        int number,
        DataCipher cipher,
        String master,
        Instant madeAt,
        @Nullable Instant retiredAt,
        @Nullable Instant destroyedAt) {}
