package cn.lvyue.hub.record;

import java.net.URI;

/**
 * Where a platform is and how to sign for it.
 *
 * @param base address without a slash at its end; {@code /packages} is appended
 * @param secret key of the HMAC, handed over, not copied; empty for a stand-in that asks for no signature
 */
public record TargetAddress(Target target, URI base, String keyId, byte[] secret) {
    public boolean isSigned() {
        return secret.length > 0;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return target.id() + " at " + base + " as " + keyId;
    }
}
