package cn.lvyue.hub.signing;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Chooses among keys by their validity, so that a key is rotated by adding the next one: what is made is made with the newest
 * valid key, what is checked may carry any valid one.
 */
@Component
public class Keys {
    private final List<CryptoModule> modules;
    private final Clock clock;

    Keys(List<CryptoModule> modules, Clock clock) {
        this.modules = List.copyOf(modules);
        this.clock = clock;
    }

    /** A signature and the key it was made with. */
    public record Signature(String keyId, byte[] bytes) {}

    /**
     * Signs with the newest of these keys that is valid now and has its private part: an SM2 or ECDSA key signs, an HMAC key
     * authenticates with HMAC-SM3.
     *
     * @throws GeneralSecurityException if none is valid
     */
    public Signature sign(List<String> keyIds, byte[] text) throws GeneralSecurityException {
        var key = newest(keyIds);
        var module = moduleOf(key.id());
        return new Signature(
                key.id(), signs(key) ? module.sign(key.id(), text) : module.mac(key.id(), MacAlgorithm.HMAC_SM3, text));
    }

    private static boolean signs(KeyInfo key) {
        return key.kind() == KeyKind.SM2 || key.kind() == KeyKind.ECDSA;
    }

    /** What others verify a key's signatures with; empty if no module has it, or it signs nothing. */
    public Optional<PublicKey> publicKey(String keyId) {
        return modules.stream()
                .flatMap(module -> module.publicKey(keyId).stream())
                .findFirst();
    }

    /** The id of the key a hub on one machine has drawn for itself; empty elsewhere. */
    public Optional<String> drawn() {
        return info(DrawnKey.ID).map(KeyInfo::id);
    }

    /** Whether an SM2 or ECDSA signature is that of any of these keys that is valid now. */
    public boolean verify(List<String> keyIds, byte[] text, byte[] signature) throws GeneralSecurityException {
        for (var id : keyIds) {
            var info = info(id);
            if (info.isPresent()
                    && signs(info.get())
                    && info.get().isValidAt(clock.instant())
                    && moduleOf(id).verify(id, text, signature)) {
                return true;
            }
        }
        return false;
    }

    /** Encrypts with the newest valid one of these SM4 keys. */
    public Encrypted encrypt(List<String> keyIds, CipherMode mode, byte[] plain) throws GeneralSecurityException {
        var key = newest(keyIds);
        return moduleOf(key.id()).encrypt(key.id(), mode, plain);
    }

    /** Decrypts with the key the text names, if it is among these and valid now. */
    public byte[] decrypt(List<String> keyIds, Encrypted encrypted) throws GeneralSecurityException {
        var key = info(encrypted.keyId());
        if (!keyIds.contains(encrypted.keyId()) || key.isEmpty() || !key.get().isValidAt(clock.instant())) {
            throw new InvalidKeyException("no valid key " + encrypted.keyId());
        }
        return moduleOf(encrypted.keyId()).decrypt(encrypted);
    }

    /** What is known of a key; empty if no module has it. */
    public Optional<KeyInfo> info(String keyId) {
        return modules.stream().flatMap(module -> module.find(keyId).stream()).findFirst();
    }

    private KeyInfo newest(List<String> keyIds) throws InvalidKeyException {
        var now = clock.instant();
        return keyIds.stream()
                .flatMap(id -> info(id).stream())
                .filter(key -> key.secret() && key.isValidAt(now))
                .max(Comparator.comparing(KeyInfo::begin))
                .orElseThrow(() -> new InvalidKeyException(
                        "没有在有效期内的密钥 / none of these keys is valid now: " + String.join(", ", keyIds)));
    }

    private CryptoModule moduleOf(String keyId) throws InvalidKeyException {
        for (var module : modules) {
            if (module.find(keyId).isPresent()) {
                return module;
            }
        }
        throw new InvalidKeyException("no key " + keyId);
    }
}
