package cn.lvyue.hub.signing;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.paddings.PKCS7Padding;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/** SM4 (GB/T 32907) in the modes that bodies are encrypted with. */
final class Sm4 {
    static final int KEY_BYTES = 16;

    private static final int TAG_BITS = 128;
    private static final int GCM_IV_BYTES = 12;
    private static final int BLOCK_BYTES = 16;

    private Sm4() {}

    static int ivBytes(CipherMode mode) {
        return mode == CipherMode.SM4_GCM ? GCM_IV_BYTES : BLOCK_BYTES;
    }

    /** @throws GeneralSecurityException when decrypting what was changed, or with another key */
    static byte[] run(CipherMode mode, boolean encrypt, byte[] key, byte[] iv, byte[] bytes)
            throws GeneralSecurityException {
        try {
            return mode == CipherMode.SM4_GCM
                    ? gcm(encrypt, key, iv, new byte[0], bytes)
                    : cbc(encrypt, key, iv, bytes);
        } catch (CryptoException | RuntimeException failed) {
            throw new GeneralSecurityException(mode.label() + " failed", failed);
        }
    }

    static byte[] gcm(boolean encrypt, byte[] key, byte[] iv, byte[] associated, byte[] bytes) throws CryptoException {
        var cipher = GCMBlockCipher.newInstance(new SM4Engine());
        cipher.init(encrypt, new AEADParameters(new KeyParameter(key), TAG_BITS, iv, associated));
        var out = new byte[cipher.getOutputSize(bytes.length)];
        int length = cipher.processBytes(bytes, 0, bytes.length, out, 0);
        length += cipher.doFinal(out, length);
        return length == out.length ? out : Arrays.copyOf(out, length);
    }

    private static byte[] cbc(boolean encrypt, byte[] key, byte[] iv, byte[] bytes) throws CryptoException {
        var cipher = new PaddedBufferedBlockCipher(CBCBlockCipher.newInstance(new SM4Engine()), new PKCS7Padding());
        cipher.init(encrypt, new ParametersWithIV(new KeyParameter(key), iv));
        var out = new byte[cipher.getOutputSize(bytes.length)];
        int length = cipher.processBytes(bytes, 0, bytes.length, out, 0);
        length += cipher.doFinal(out, length);
        return Arrays.copyOf(out, length);
    }
}
