package cn.lvyue.hub.record;

import java.net.URI;

/**
 * Where a platform is and how to sign for it.
 *
 * @param base address without a slash at its end; {@code /packages} is appended
 * @param secret key of the HMAC, handed over, not copied
 */
public record TargetAddress(Target target, URI base, String keyId, byte[] secret) {
    /** Without the secret. */
    @Override
    public String toString() {
        return target.id() + " at " + base + " as " + keyId;
    }
}
