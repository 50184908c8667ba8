package cn.lvyue.hub.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Bytes of finished CSV rows on their way to a stream; numbers are written as digits without a String in between. */
final class RowBuffer {
    private byte[] bytes = new byte[1 << 20];
    private int length;

    RowBuffer put(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    RowBuffer put(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    /** @param value not negative */
    RowBuffer number(long value) {
        int digits = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        return number(value, digits);
    }

    /** @param digits how many to write, with leading zeros */
    RowBuffer number(long value, int digits) {
        reserve(digits);
        long rest = value;
        for (int i = digits - 1; i >= 0; i--) {
            bytes[length + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    int length() {
        return length;
    }

    void drainTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
        length = 0;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
