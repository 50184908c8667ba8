package cn.lvyue.hub.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/** What calls to the stand-in platforms are signed with. @param secret the text whose bytes are the key of the HMAC */
record SandboxKey(String id, String secret) {
    private static final int BYTES = 32;

    /** As set, or drawn anew at every start. */
    static SandboxKey of(SandboxSettings settings) {
        if (settings.secret() != null) {
            return new SandboxKey(settings.keyId(), settings.secret());
        }
        var drawn = new byte[BYTES];
        new SecureRandom().nextBytes(drawn);
        return new SandboxKey(settings.keyId(), HexFormat.of().formatHex(drawn));
    }

    byte[] bytes() {
        return secret.getBytes(StandardCharsets.UTF_8);
    }

    String signature(String text) {
        return Sm3.hmac(bytes(), text.getBytes(StandardCharsets.UTF_8));
    }

    boolean isSignatureOf(String text, String signature) {
        return MessageDigest.isEqual(
                signature(text).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "SandboxKey[" + id + "]";
    }
}
