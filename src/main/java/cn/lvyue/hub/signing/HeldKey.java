package cn.lvyue.hub.signing;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.jspecify.annotations.Nullable;

/** A key in memory. */
sealed interface HeldKey {
    KeyInfo info();

    /** @param privateKey none for a key that only verifies @param certificate DER; none where there is none */
    record OfSm2(
            KeyInfo info,
            @Nullable ECPrivateKeyParameters privateKey,
            ECPublicKeyParameters publicKey,
            String userId,
            byte @Nullable [] certificate)
            implements HeldKey {
        byte[] userIdBytes() {
            return userId.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return info.toString();
        }
    }

    /** @param privateKey none for a key that only verifies @param certificate DER; none where there is none */
    record OfEcdsa(
            KeyInfo info,
            @Nullable ECPrivateKeyParameters privateKey,
            ECPublicKeyParameters publicKey,
            byte @Nullable [] certificate)
            implements HeldKey {
        @Override
        public String toString() {
            return info.toString();
        }
    }

    /** SM4 or HMAC. */
    record Secret(KeyInfo info, byte[] bytes) implements HeldKey {
        @Override
        public String toString() {
            return info.toString();
        }
    }
}
