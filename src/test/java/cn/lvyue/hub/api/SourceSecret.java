package cn.lvyue.hub.api;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SM3Digest;

/** A key as a sender has it, with a sender's own reading of how to sign. */
record SourceSecret(String keyId, String algorithm, String secret) {
    private static final int BLOCK = 64;

    String sign(String text) throws GeneralSecurityException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var key = secret.getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(algorithm.equals("HMAC-SM3") ? hmacSm3(key, bytes) : hmacSha256(key, bytes));
    }

    static String sm3(byte[] bytes) {
        return HexFormat.of().formatHex(digest(bytes));
    }

    private static byte[] hmacSha256(byte[] key, byte[] text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text);
    }

    /** By the letter of RFC 2104, for keys up to a block. */
    private static byte[] hmacSm3(byte[] key, byte[] text) {
        var inner = new ByteArrayOutputStream();
        inner.writeBytes(padded(key, 0x36));
        inner.writeBytes(text);
        var outer = new ByteArrayOutputStream();
        outer.writeBytes(padded(key, 0x5c));
        outer.writeBytes(digest(inner.toByteArray()));
        return digest(outer.toByteArray());
    }

    private static byte[] padded(byte[] key, int with) {
        var block = Arrays.copyOf(key, BLOCK);
        for (int i = 0; i < BLOCK; i++) {
            block[i] ^= (byte) with;
        }
        return block;
    }

    private static byte[] digest(byte[] bytes) {
        var digest = new SM3Digest();
        digest.update(bytes, 0, bytes.length);
        var result = new byte[digest.getDigestSize()];
        digest.doFinal(result, 0);
        return result;
    }
}
