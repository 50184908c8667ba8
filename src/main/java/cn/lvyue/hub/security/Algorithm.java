package cn.lvyue.hub.security;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** How a source signs. Both give 32 bytes, written as 64 hex digits. */
public enum Algorithm {
    /** HMAC (RFC 2104) with SM3 (GB/T 32905). */
    HMAC_SM3("HMAC-SM3"),
    /** HMAC with SHA-256, for senders without SM3. */
    HMAC_SHA256("HMAC-SHA256");

    private final String label;

    Algorithm(String label) {
        this.label = label;
    }

    /** The name as senders know it. */
    public String label() {
        return label;
    }

    byte[] sign(byte[] secret, byte[] text) {
        var mac = new HMac(this == HMAC_SM3 ? new SM3Digest() : new SHA256Digest());
        mac.init(new KeyParameter(secret));
        mac.update(text, 0, text.length);
        var signature = new byte[mac.getMacSize()];
        mac.doFinal(signature, 0);
        return signature;
    }
}
