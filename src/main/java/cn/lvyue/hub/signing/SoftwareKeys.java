package cn.lvyue.hub.signing;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The keys of the settings, worked with in this process. Comes behind every other module. */
@Component
@Order
class SoftwareKeys implements CryptoModule {
    private final Map<String, HeldKey> keys = new HashMap<>();
    private final SecureRandom random = new SecureRandom();

    /** @throws IllegalStateException if a key cannot be read: the hub does not start with half its keys */
    SoftwareKeys(KeysSettings settings) {
        var reader = new KeyReader(settings);
        settings.ids().forEach((id, entry) -> keys.put(id, reader.read(id, entry)));
    }

    @Override
    public Optional<KeyInfo> find(String keyId) {
        return Optional.ofNullable(keys.get(keyId)).map(HeldKey::info);
    }

    @Override
    public byte[] mac(String keyId, MacAlgorithm algorithm, byte[] text) throws GeneralSecurityException {
        return Hmac.of(algorithm, secret(keyId, KeyKind.HMAC), text);
    }

    @Override
    public byte[] sign(String keyId, byte[] text) throws GeneralSecurityException {
        return KeyWork.sign(signing(keyId), text, random);
    }

    @Override
    public boolean verify(String keyId, byte[] text, byte[] signature) throws GeneralSecurityException {
        return KeyWork.publicKey(signing(keyId)).verifies(text, signature);
    }

    @Override
    public Encrypted encrypt(String keyId, CipherMode mode, byte[] plain) throws GeneralSecurityException {
        var iv = new byte[Sm4.ivBytes(mode)];
        random.nextBytes(iv);
        return new Encrypted(keyId, mode, iv, Sm4.run(mode, true, secret(keyId, KeyKind.SM4), iv, plain));
    }

    @Override
    public byte[] decrypt(Encrypted encrypted) throws GeneralSecurityException {
        var key = secret(encrypted.keyId(), KeyKind.SM4);
        return Sm4.run(encrypted.mode(), false, key, encrypted.iv(), encrypted.data());
    }

    @Override
    public Optional<PublicKey> publicKey(String keyId) {
        return Optional.ofNullable(keys.get(keyId))
                .filter(key -> !(key instanceof HeldKey.Secret))
                .map(KeyWork::publicKey);
    }

    private HeldKey signing(String keyId) throws InvalidKeyException {
        var key = keys.get(keyId);
        if (key == null || key instanceof HeldKey.Secret) {
            throw new InvalidKeyException("no SM2 or ECDSA key " + keyId);
        }
        return key;
    }

    private byte[] secret(String keyId, KeyKind kind) throws InvalidKeyException {
        if (keys.get(keyId) instanceof HeldKey.Secret key && key.info().kind() == kind) {
            return key.bytes();
        }
        throw new InvalidKeyException("no " + kind + " key " + keyId);
    }
}
