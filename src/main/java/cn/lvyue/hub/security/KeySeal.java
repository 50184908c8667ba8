package cn.lvyue.hub.security;

import cn.lvyue.hub.record.LocalSecrets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
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
                : HexFormat.of()
                        .formatHex(sha256("fingerprint " + HexFormat.of().formatHex(sha256(text))), 0, 8);
    }

    private static @Nullable String ofThisMachine(@Nullable LocalSecrets local) {
        return local == null ? null : local.secret("source-keys");
    }

    /** Tells one key to encrypt with from another, and nothing else about it. */
    String fingerprint() {
        return fingerprint;
    }

    byte[] seal(String belongsTo, byte[] secret) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, belongsTo).doFinal(secret);
            return ByteBuffer.allocate(NONCE + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /** @return nothing if it was sealed for another row, with another key, or was changed */
    Optional<byte[]> open(String belongsTo, byte[] sealed) {
        if (sealed.length < NONCE) {
            return Optional.empty();
        }
        try {
            var cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE), belongsTo);
            return Optional.of(cipher.doFinal(sealed, NONCE, sealed.length - NONCE));
        } catch (GeneralSecurityException notOurs) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String belongsTo) throws GeneralSecurityException {
        if (key == null) {
            throw Refused.noSecretsKey();
        }
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(belongsTo.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
