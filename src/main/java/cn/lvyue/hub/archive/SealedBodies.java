package cn.lvyue.hub.archive;

import cn.lvyue.hub.record.BodyDamaged;
import cn.lvyue.hub.signing.CannotOpen;
import cn.lvyue.hub.signing.Vault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Bodies as they lie in the database: packed, then sealed. A piece belongs to its message's digest and its place in the body. */
@Component
class SealedBodies {
    private static final byte[] TABLE = "archive.segment".getBytes(StandardCharsets.US_ASCII);

    private final Vault vault;
    private final Packing packing;

    SealedBodies(Vault vault, Packing packing) {
        this.vault = vault;
        this.packing = packing;
    }

    /** A piece as it is stored, and the data key it is sealed under. */
    record Piece(byte[] bytes, int dataKey) {}

    Piece seal(byte[] digest, int number, byte[] plain) {
        var sealed = vault.seal(packing.pack(plain), place(digest, number));
        return new Piece(sealed, Vault.keyOf(sealed));
    }

    /** Sealed anew under the newest data key. @param dataKey none if the piece is as it came */
    Piece reseal(long messageId, byte[] digest, int number, byte[] stored, @Nullable Integer dataKey) {
        if (dataKey == null) {
            return seal(digest, number, stored);
        }
        var sealed = vault.seal(opened(messageId, digest, number, stored), place(digest, number));
        return new Piece(sealed, Vault.keyOf(sealed));
    }

    /**
     * @param dataKey none if the piece is as it came
     * @throws BodyDamaged if it does not open, or was not packed by us
     */
    byte[] open(long messageId, byte[] digest, int number, byte[] stored, @Nullable Integer dataKey) {
        if (dataKey == null) {
            return stored;
        }
        try {
            return packing.unpack(opened(messageId, digest, number, stored));
        } catch (IllegalArgumentException malformed) {
            throw new BodyDamaged(BodyDamaged.ALTERED, messageId, number, malformed);
        }
    }

    private byte[] opened(long messageId, byte[] digest, int number, byte[] stored) {
        try {
            return vault.open(stored, place(digest, number));
        } catch (CannotOpen closed) {
            throw new BodyDamaged(closed.reason().code(), messageId, number, closed);
        }
    }

    private static byte[] place(byte[] digest, int number) {
        return ByteBuffer.allocate(TABLE.length + digest.length + Integer.BYTES)
                .put(TABLE)
                .put(digest)
                .putInt(number)
                .array();
    }
}
