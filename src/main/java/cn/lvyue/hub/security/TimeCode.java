package cn.lvyue.hub.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One-time codes from a shared secret and the time: RFC 6238 over HMAC-SHA-1, steps of 30 s from 1970, as every authenticator has it. */
final class TimeCode {
    static final int PERIOD = 30;
    static final int DIGITS = 6;

    /** A clock that is up to one step off still fits (RFC 6238, 5.2). */
    private static final int DRIFT = 1;

    private static final String ALGORITHM = "HmacSHA1";

    private TimeCode() {}

    static long step(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), PERIOD);
    }

    /** The step whose code was typed, among those near a moment and after one that was used; none if it is wrong. */
    static OptionalLong match(byte[] secret, String typed, Instant at, long usedStep) {
        long now = step(at);
        var found = OptionalLong.empty();
        for (long step = now - DRIFT; step <= now + DRIFT; step++) {
            boolean same = MessageDigest.isEqual(
                    code(secret, step, DIGITS).getBytes(StandardCharsets.UTF_8),
                    typed.getBytes(StandardCharsets.UTF_8));
            if (same && step > usedStep) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /** RFC 4226, 5.3. @param digits 6 to 8 */
    static String code(byte[] secret, long step, int digits) {
        var hash = hmac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int offset = hash[hash.length - 1] & 0xf;
        int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fffffff;
        var text = String.valueOf(number % (int) Math.pow(10, digits));
        return "0".repeat(digits - text.length()) + text;
    }

    private static byte[] hmac(byte[] secret, byte[] message) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac.doFinal(message);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-1", e);
        }
    }
}
