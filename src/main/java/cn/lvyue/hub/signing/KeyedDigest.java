package cn.lvyue.hub.signing;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Puts a key over digests of 16 bytes, one block of SM4 (GB/T 32907): equal digests stay equal, and who has not got the key cannot
 * find by trying what they are of. A digest made earlier can be brought under the key later.
 */
public final class KeyedDigest {
    public static final int KEY_BYTES = 16;

    private final KeyParameter key;

    /** @param key {@value #KEY_BYTES} bytes */
    public KeyedDigest(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key of " + key.length + " bytes");
        }
        this.key = new KeyParameter(key);
    }

    public UUID of(UUID digest) {
        var block = ByteBuffer.allocate(KEY_BYTES)
                .putLong(digest.getMostSignificantBits())
                .putLong(digest.getLeastSignificantBits());
        var engine = new SM4Engine();
        engine.init(true, key);
        engine.processBlock(block.array(), 0, block.array(), 0);
        return new UUID(block.getLong(0), block.getLong(Long.BYTES));
    }
}
