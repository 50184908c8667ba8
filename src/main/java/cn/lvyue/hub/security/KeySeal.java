package cn.lvyue.hub.security;

import cn.lvyue.hub.record.LocalSecrets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Encrypts the secrets of sources for the database (AES-256-GCM), under {@code hub.secrets-key}, or in the trial under a key in
 * a file beside the embedded database. A secret belongs to its row: moved to another one it does not open.
 */
@Component
class KeySeal {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final byte @Nullable [] key;
    private final String fingerprint;

    @Autowired
    KeySeal(SecuritySettings settings, ObjectProvider<LocalSecrets> local) {
        this(settings.secretsKey() == null ? ofThisMachine(local.getIfAvailable()) : settings.secretsKey());
    }

    KeySeal(@Nullable String text) {
        this.key = text == null ? null : sha256(text);
        this.fingerprint = text == null
                ? ""
                : HexFormat.of().formatHex(sha256("fingerprint " + HexFormat.of().formatHex(sha256(text))), 0, 8);
    }

    private static @Nullable String ofThisMachine(@Nullable LocalSecrets local) {
        return local == null ? null : local.secret("source-keys");
    }

    /** Whether there is a key to encrypt with. */
    boolean isReady() {
        return key != null;
    }

    /** Tells one key to encrypt with from another, and nothing else about it. */
    String fingerprint() {
        return fingerprint;
    }

    byte[] seal(String belongsTo, byte[] secret) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        var sealed = run(Cipher.ENCRYPT_MODE, nonce, belongsTo, secret);
        return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    }

    /** @throws IllegalStateException if it was sealed for another row, with another key, or was changed */
    byte[] open(String belongsTo, byte[] sealed) {
        var buffer = ByteBuffer.wrap(sealed);
        var nonce = new byte[NONCE];
        buffer.get(nonce);
        var rest = new byte[buffer.remaining()];
        buffer.get(rest);
        return run(Cipher.DECRYPT_MODE, nonce, belongsTo, rest);
    }

    private byte[] run(int mode, byte[] nonce, String belongsTo, byte[] text) {
        if (key == null) {
            throw Refused.noSecretsKey();
        }
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(belongsTo.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("the secret of " + belongsTo + " cannot be opened", broken);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
