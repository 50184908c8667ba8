package cn.lvyue.hub.sandbox;

import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** SM3 and HMAC with it. The sandbox has its own: a platform would not share the hub's code either. */
final class Sm3 {
    private Sm3() {}

    static String hex(byte[] bytes, int offset, int length) {
        var digest = new SM3Digest();
        digest.update(bytes, offset, length);
        return finished(digest);
    }

    static String finished(SM3Digest digest) {
        var out = new byte[digest.getDigestSize()];
        digest.doFinal(out, 0);
        return HexFormat.of().formatHex(out);
    }

    static String hmac(byte[] key, byte[] bytes) {
        var mac = new HMac(new SM3Digest());
        mac.init(new KeyParameter(key));
        mac.update(bytes, 0, bytes.length);
        var out = new byte[mac.getMacSize()];
        mac.doFinal(out, 0);
        return HexFormat.of().formatHex(out);
    }
}
