package cn.lvyue.hub.signing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * All that is needed to verify what a key signed.
 *
 * @param algorithm {@code SM2-SM3} or {@code ECDSA-SHA256}
 * @param point uncompressed, 65 bytes
 * @param userId the signer's identity (GM/T 0009); null for ECDSA
 * @param certificate DER; null where there is none
 */
public record PublicKey(
        String algorithm, byte[] point, @Nullable String userId, byte @Nullable [] certificate) {
    /** GB/T 32918.2 over SM3. */
    public static final String SM2 = "SM2-SM3";
    /** FIPS 186-5 over SHA-256. */
    public static final String ECDSA = "ECDSA-SHA256";

    /** Whether bytes are this key's signature, in DER, over a text; false also where key or signature are none. */
    public boolean verifies(byte[] text, byte[] signature) {
        try {
            return switch (algorithm) {
                case SM2 -> Sm2.verify(Sm2.publicKey(point), id(), text, signature);
                case ECDSA -> Ecdsa.verify(Ecdsa.publicKey(point), text, signature);
                default -> false;
            };
        } catch (RuntimeException noKey) {
            return false;
        }
    }

    private byte[] id() {
        return (userId == null ? "" : userId).getBytes(StandardCharsets.UTF_8);
    }

    /** Whether it is the same key, whatever its certificate. */
    public boolean isSameAs(PublicKey other) {
        return algorithm.equals(other.algorithm)
                && Arrays.equals(point, other.point)
                && Arrays.equals(id(), other.id());
    }
}
