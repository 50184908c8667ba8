package cn.lvyue.hub.proof;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.params.KeyParameter;

/** What the salts of a stretch's records are made of: 16 bytes for the stretch as a whole, then a key for each record. */
final class Salts {
    static final int BYTES = 16;

    private final byte[] keys;
    private final BlockCipher cipher;

    private Salts(byte[] keys, HashAlgorithm algorithm) {
        this.keys = keys;
        this.cipher = algorithm == HashAlgorithm.SM3 ? new SM4Engine() : AESEngine.newInstance();
    }

    static Salts drawn(int records, HashAlgorithm algorithm, SecureRandom random) {
        var keys = new byte[(records + 1) * BYTES];
        random.nextBytes(keys);
        return new Salts(keys, algorithm);
    }

    static Salts of(byte[] keys, HashAlgorithm algorithm) {
        return new Salts(keys.clone(), algorithm);
    }

    byte[] ofStretch() {
        return Arrays.copyOf(keys, BYTES);
    }

    /** The salts of one record's fields. @param position in the stretch, from 0 */
    byte[][] ofRecord(int position, int fields) {
        cipher.init(true, new KeyParameter(keys, (position + 1) * BYTES, BYTES));
        var salts = new byte[fields][BYTES];
        var block = ByteBuffer.allocate(BYTES);
        for (int i = 0; i < fields; i++) {
            block.putLong(Long.BYTES, i);
            cipher.processBlock(block.array(), 0, salts[i], 0);
        }
        return salts;
    }

    /** Destroys a record's key, and with it the salt of the stretch, which is over that record too. */
    void destroy(int position) {
        Arrays.fill(keys, 0, BYTES, (byte) 0);
        Arrays.fill(keys, (position + 1) * BYTES, (position + 2) * BYTES, (byte) 0);
    }

    byte[] toBytes() {
        return keys.clone();
    }
}
