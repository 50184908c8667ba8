package cn.lvyue.hub.record;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a platform answered about a package, to be archived as it came.
 *
 * @param onceKey the same key of the same target is the same answer: archived once
 * @param mediaType as the platform declared it
 * @param body handed over, not copied
 */
public record Answer(
        UUID packageId,
        Target target,
        String onceKey,
        Instant at,
        int httpStatus,
        @Nullable String mediaType,
        byte[] body) {}
