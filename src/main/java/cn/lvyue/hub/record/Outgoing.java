package cn.lvyue.hub.record;

import java.util.UUID;

/**
 * Bytes about to leave for a platform, to be archived before they are sent.
 *
 * @param packageId the package's one identity, in every attempt
 * @param onceKey the same key of the same target is the same outgoing message: archived once
 * @param body handed over, not copied
 */
public record Outgoing(UUID packageId, Target target, String onceKey, String mediaType, byte[] body) {}
