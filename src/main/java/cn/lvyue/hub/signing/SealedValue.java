package cn.lvyue.hub.signing;

import java.nio.ByteBuffer;

/** How a sealed value is laid out. */
final class SealedValue {
    static final byte VERSION = 1;
    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;
    static final int HEAD_BYTES = 1 + Integer.BYTES;
    static final int BODY_AT = HEAD_BYTES + NONCE_BYTES;

    private SealedValue() {}

    static int keyOf(byte[] sealed) {
        if (sealed.length < Vault.OVERHEAD || sealed[0] != VERSION) {
            throw CannotOpen.altered();
        }
        return ByteBuffer.wrap(sealed).getInt(1);
    }

    /** What the tag is over besides the ciphertext: head and place. */
    static byte[] authenticated(int key, byte[] belongsTo) {
        return ByteBuffer.allocate(HEAD_BYTES + belongsTo.length)
                .put(VERSION)
                .putInt(key)
                .put(belongsTo)
                .array();
    }
}
