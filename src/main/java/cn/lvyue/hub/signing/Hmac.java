package cn.lvyue.hub.signing;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** HMAC (RFC 2104). */
final class Hmac {
    private Hmac() {}

    static byte[] of(MacAlgorithm algorithm, byte[] key, byte[] text) {
        var mac = new HMac(algorithm == MacAlgorithm.HMAC_SM3 ? new SM3Digest() : new SHA256Digest());
        mac.init(new KeyParameter(key));
        mac.update(text, 0, text.length);
        var out = new byte[mac.getMacSize()];
        mac.doFinal(out, 0);
        return out;
    }
}
