package cn.lvyue.hub.ops;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pause of a source, over or not.
 *
 * @param resumedAt null while it lasts, as are who resumed and why
 */
public record PastPause(
        Instant since,
        String by,
        String reason,
        @Nullable Instant resumedAt,
        @Nullable String resumedBy,
        @Nullable String resumedWhy) {}
