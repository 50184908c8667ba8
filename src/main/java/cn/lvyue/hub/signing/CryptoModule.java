package cn.lvyue.hub.signing;

import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * Holds keys and works with them; keys never leave it. The hub's own implementation works in software. A certified hardware
 * module (密码机) is attached as another bean of this type, ordered before it: the first module that knows a key id does the work.
 *
 * <p>Implementations may be called by several threads at once.
 */
public interface CryptoModule {
    /** Empty if this module has no such key. */
    Optional<KeyInfo> find(String keyId);

    /** @throws GeneralSecurityException if the key is of another kind, or the module cannot do it now */
    byte[] mac(String keyId, MacAlgorithm algorithm, byte[] text) throws GeneralSecurityException;

    /** What others verify this key's signatures with; empty if the module has no such key, or it signs nothing. */
    default Optional<PublicKey> publicKey(String keyId) {
        return Optional.empty();
    }

    /**
     * Signs with SM2 over SM3 and the key's user id (GB/T 32918.2, GM/T 0009), or with ECDSA over SHA-256, as the key is.
     *
     * @return the signature as DER
     */
    byte[] sign(String keyId, byte[] text) throws GeneralSecurityException;

    /** @return false also for bytes that are no signature */
    boolean verify(String keyId, byte[] text, byte[] signature) throws GeneralSecurityException;

    /** Encrypts under a fresh IV. */
    Encrypted encrypt(String keyId, CipherMode mode, byte[] plain) throws GeneralSecurityException;

    /** @throws GeneralSecurityException also if the bytes were changed on their way, as far as the mode can tell */
    byte[] decrypt(Encrypted encrypted) throws GeneralSecurityException;
}
