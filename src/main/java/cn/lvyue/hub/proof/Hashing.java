package cn.lvyue.hub.proof;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.crypto.digests.SM3Digest;

/** One hash being made; reused for the next when it is finished. For one thread. */
abstract sealed class Hashing {
    static final int BYTES = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    static Hashing of(HashAlgorithm algorithm) {
        return algorithm == HashAlgorithm.SM3 ? new OfSm3() : new OfSha256();
    }

    abstract void put(byte one);

    abstract void put(byte[] bytes, int offset, int length);

    abstract byte[] finish();

    final void put(byte[] bytes) {
        put(bytes, 0, bytes.length);
    }

    final void putShort(int value) {
        put((byte) (value >> 8));
        put((byte) value);
    }

    final void putInt(int value) {
        putShort(value >> 16);
        putShort(value);
    }

    final void putLong(long value) {
        putInt((int) (value >> 32));
        putInt((int) value);
    }

    final byte[] digest(byte[] bytes) {
        put(bytes);
        return finish();
    }

    /** RFC 6962, 2.1: the hash of a leaf. */
    final byte[] leaf(byte[] text) {
        put(LEAF);
        return digest(text);
    }

    /** RFC 6962, 2.1: the hash of an inner node. */
    final byte[] node(byte[] left, byte[] right) {
        put(NODE);
        put(left);
        return digest(right);
    }

    private static final class OfSm3 extends Hashing {
        private final SM3Digest digest = new SM3Digest();

        @Override
        void put(byte one) {
            digest.update(one);
        }

        @Override
        void put(byte[] bytes, int offset, int length) {
            digest.update(bytes, offset, length);
        }

        @Override
        byte[] finish() {
            var out = new byte[BYTES];
            digest.doFinal(out, 0);
            return out;
        }
    }

    private static final class OfSha256 extends Hashing {
        private final MessageDigest digest;

        private OfSha256() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every Java has SHA-256", impossible);
            }
        }

        @Override
        void put(byte one) {
            digest.update(one);
        }

        @Override
        void put(byte[] bytes, int offset, int length) {
            digest.update(bytes, offset, length);
        }

        @Override
        byte[] finish() {
            return digest.digest();
        }
    }
}
