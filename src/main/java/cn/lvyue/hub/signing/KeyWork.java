package cn.lvyue.hub.signing;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.SecureRandom;

/** Signs with a key in memory, of either kind. */
final class KeyWork {
    private KeyWork() {}

    /** @throws GeneralSecurityException if the key signs nothing, or only verifies */
    static byte[] sign(HeldKey held, byte[] text, SecureRandom random) throws GeneralSecurityException {
        if (held instanceof HeldKey.OfSm2 sm2 && sm2.privateKey() != null) {
            return Sm2.sign(sm2.privateKey(), sm2.userIdBytes(), text, random);
        }
        if (held instanceof HeldKey.OfEcdsa ecdsa && ecdsa.privateKey() != null) {
            return Ecdsa.sign(ecdsa.privateKey(), text, random);
        }
        throw new InvalidKeyException(held.info().id() + " can only verify");
    }

    static PublicKey publicKey(HeldKey held) {
        if (held instanceof HeldKey.OfSm2 sm2) {
            var point = sm2.publicKey().getQ().getEncoded(false);
            return new PublicKey(PublicKey.SM2, point, sm2.userId(), sm2.certificate());
        }
        if (held instanceof HeldKey.OfEcdsa ecdsa) {
            var point = ecdsa.publicKey().getQ().getEncoded(false);
            return new PublicKey(PublicKey.ECDSA, point, null, ecdsa.certificate());
        }
        throw new IllegalArgumentException(held.info().id() + " has no public part");
    }
}
