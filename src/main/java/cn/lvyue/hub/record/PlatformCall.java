package cn.lvyue.hub.record;

import org.jspecify.annotations.Nullable;

/**
 * A platform's call-back with receipts, as it came.
 *
 * @param path and query, as signed
 * @param signature what the call is signed with; null for each part that is missing
 * @param body handed over, not copied
 */
public record PlatformCall(
        Target target, String method, String path, Signature signature, @Nullable String mediaType, byte[] body) {

    /** The parts of a signed call's head, as design section 7 has them. */
    public record Signature(
            @Nullable String keyId,
            @Nullable String timestamp,
            @Nullable String nonce,
            @Nullable String value) {}
}
