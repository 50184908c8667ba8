package cn.lvyue.hub.delivery;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A package's bytes in the making. Without locks, and what was written can be written over. */
final class PackageBytes extends OutputStream {
    private byte[] bytes;
    private int size;

    PackageBytes(int expected) {
        bytes = new byte[expected];
    }

    @Override
    public void write(int one) {
        room(1);
        bytes[size++] = (byte) one;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        put(from, offset, length);
    }

    void put(byte[] from, int offset, int length) {
        room(length);
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    void put(byte[] from) {
        put(from, 0, from.length);
    }

    void ascii(String text) {
        put(text.getBytes(StandardCharsets.US_ASCII));
    }

    int size() {
        return size;
    }

    /** All that was written so far; bytes behind {@link #size()} mean nothing. */
    byte[] raw() {
        return bytes;
    }

    void overwrite(int at, byte[] with) {
        System.arraycopy(with, 0, bytes, at, with.length);
    }

    byte[] toBytes() {
        return bytes.length == size ? bytes : Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length + bytes.length / 2, size + more));
        }
    }
}
