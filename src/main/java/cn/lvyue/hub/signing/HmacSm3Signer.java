package cn.lvyue.hub.signing;

import java.nio.charset.StandardCharsets;

/** Signs with a secret that hub and verifier share. */
public final class HmacSm3Signer implements DocumentSigner {
    private final String keyId;
    private final byte[] secret;

    public HmacSm3Signer(String keyId, String secret) {
        this.keyId = keyId;
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String algorithm() {
        return "HMAC-SM3";
    }

    @Override
    public String keyId() {
        return keyId;
    }

    @Override
    public String sign(String digest) {
        return Sm3.hmac(secret, digest.getBytes(StandardCharsets.US_ASCII));
    }
}
