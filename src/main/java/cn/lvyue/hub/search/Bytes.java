package cn.lvyue.hub.search;

import java.util.Arrays;

/** Whole numbers written in as few bytes as they need, seven bits each. */
final class Bytes {
    private byte[] bytes = new byte[512];
    private int size;

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    Bytes number(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            raw((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        raw((int) rest);
        return this;
    }

    /** A number that may be below 0. */
    Bytes signed(long value) {
        return number(value << 1 ^ value >> 63);
    }

    Bytes raw(int value) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, size * 2);
        }
        bytes[size++] = (byte) value;
        return this;
    }

    Bytes all(Bytes other) {
        if (size + other.size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + other.size));
        }
        System.arraycopy(other.bytes, 0, bytes, size, other.size);
        size += other.size;
        return this;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, size);
    }

    /** Reads what {@link Bytes} wrote. */
    static final class Reader {
        private final byte[] bytes;
        private int at;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        boolean atEnd() {
            return at >= bytes.length;
        }

        long number() {
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = bytes[at++];
                value |= (next & 0x7FL) << shift;
                if (next >= 0) {
                    return value;
                }
            }
        }

        long signed() {
            long value = number();
            return value >>> 1 ^ -(value & 1);
        }

        int raw() {
            return bytes[at++] & 0xFF;
        }
    }
}
