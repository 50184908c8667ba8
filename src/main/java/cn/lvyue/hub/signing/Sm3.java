package cn.lvyue.hub.signing;

import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** SM3 (GB/T 32905) and HMAC with it, as 64 lower-case hex digits. */
public final class Sm3 {
    public static final int HEX_LENGTH = 64;

    private Sm3() {}

    public static String hex(byte[] bytes) {
        return hex(bytes, 0, bytes.length);
    }

    public static String hex(byte[] bytes, int offset, int length) {
        var digest = new SM3Digest();
        digest.update(bytes, offset, length);
        return finished(digest);
    }

    /** What a digest has come to that was fed piece by piece. */
    public static String finished(SM3Digest digest) {
        var out = new byte[digest.getDigestSize()];
        digest.doFinal(out, 0);
        return HexFormat.of().formatHex(out);
    }

    public static String hmac(byte[] key, byte[] bytes) {
        var mac = new HMac(new SM3Digest());
        mac.init(new KeyParameter(key));
        mac.update(bytes, 0, bytes.length);
        var out = new byte[mac.getMacSize()];
        mac.doFinal(out, 0);
        return HexFormat.of().formatHex(out);
    }
}
