package cn.lvyue.hub.quality;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** SHA-256 over sequences of texts, cut to what tables store. One object serves one chunk; not for several threads. */
final class Digests {
    /** Never part of UTF-8, so it ends a text without doubt. */
    private static final byte END = (byte) 0xFF;

    private final MessageDigest sha256;
    private final ByteBuffer result;

    Digests() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
        result = ByteBuffer.allocate(sha256.getDigestLength());
    }

    Digests add(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return add(bytes, bytes.length);
    }

    Digests add(byte[] bytes, int length) {
        sha256.update(bytes, 0, length);
        sha256.update(END);
        return this;
    }

    /** The first 16 bytes of the digest of what was added since the last result. */
    UUID uuid() {
        finish();
        return new UUID(result.getLong(0), result.getLong(Long.BYTES));
    }

    /** The first 8 bytes. */
    long number() {
        finish();
        return result.getLong(0);
    }

    private void finish() {
        try {
            sha256.digest(result.array(), 0, result.capacity());
        } catch (DigestException impossible) {
            throw new IllegalStateException("the buffer fits the digest", impossible);
        }
    }
}
