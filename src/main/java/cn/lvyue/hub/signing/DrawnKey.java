package cn.lvyue.hub.signing;

import cn.lvyue.hub.record.LocalSecrets;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The signing key of a hub that has everything on one machine, drawn once and kept beside its other secrets, so that a trial signs
 * without any setting. Its id is {@value #ID}.
 */
@Component
@Order
class DrawnKey implements CryptoModule {
    static final String ID = "drawn";

    private static final String SECRET = "signing-key";
    private static final String USER_ID = "1234567812345678";
    private static final int BYTES = 31; // below the order of either curve

    private final @Nullable HeldKey key;
    private final SecureRandom random = new SecureRandom();

    DrawnKey(ObjectProvider<LocalSecrets> local, CryptoProfile profile) {
        var secrets = local.getIfAvailable();
        this.key = secrets == null ? null : key(secrets.secret(SECRET), profile.profile());
    }

    private static HeldKey key(String secret, CryptoProfile.Family family) {
        var hex = Sm3.hex(("signing key " + secret).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        var d = new BigInteger(hex.substring(0, BYTES * 2), 16);
        if (family == CryptoProfile.Family.NATIONAL) {
            var own = Sm2.privateKey(d);
            return new HeldKey.OfSm2(info(KeyKind.SM2), own, Sm2.publicKey(own), USER_ID, null);
        }
        var own = Ecdsa.privateKey(d);
        return new HeldKey.OfEcdsa(info(KeyKind.ECDSA), own, Ecdsa.publicKey(own), null);
    }

    private static KeyInfo info(KeyKind kind) {
        return new KeyInfo(ID, kind, null, null, true);
    }

    @Override
    public Optional<KeyInfo> find(String keyId) {
        return key == null || !keyId.equals(ID) ? Optional.empty() : Optional.of(key.info());
    }

    @Override
    public Optional<PublicKey> publicKey(String keyId) {
        return find(keyId).map(info -> KeyWork.publicKey(held()));
    }

    @Override
    public byte[] sign(String keyId, byte[] text) throws GeneralSecurityException {
        return KeyWork.sign(held(), text, random);
    }

    @Override
    public boolean verify(String keyId, byte[] text, byte[] signature) {
        return KeyWork.publicKey(held()).verifies(text, signature);
    }

    private HeldKey held() {
        if (key == null) {
            throw new IllegalStateException("no key was drawn");
        }
        return key;
    }

    @Override
    public byte[] mac(String keyId, MacAlgorithm algorithm, byte[] text) throws GeneralSecurityException {
        throw new InvalidKeyException(keyId + " only signs");
    }

    @Override
    public Encrypted encrypt(String keyId, CipherMode mode, byte[] plain) throws GeneralSecurityException {
        throw new InvalidKeyException(keyId + " only signs");
    }

    @Override
    public byte[] decrypt(Encrypted encrypted) throws GeneralSecurityException {
        throw new InvalidKeyException(encrypted.keyId() + " only signs");
    }
}
