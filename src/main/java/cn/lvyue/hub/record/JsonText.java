package cn.lvyue.hub.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes JSON as UTF-8 (RFC 8259, section 7) into a growing buffer. Encodes by itself: this runs for every record, and going
 * through {@link String#getBytes} took twice the time.
 */
final class JsonText {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_ESCAPE = 6;

    private byte[] bytes = new byte[2048];
    private int size;

    void raw(char ascii) {
        room(1);
        bytes[size++] = (byte) ascii;
    }

    void raw(byte[] text) {
        room(text.length);
        System.arraycopy(text, 0, bytes, size, text.length);
        size += text.length;
    }

    /** A string literal; half a surrogate pair becomes a question mark, as everywhere in Java. */
    void quote(String text) {
        int length = text.length();
        room(length * LONGEST_ESCAPE + 2);
        bytes[size++] = '"';
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                ascii((byte) c);
            } else if (c < 0x800) {
                put(0xC0 | c >> 6, 0x80 | c & 0x3F);
            } else if (!Character.isSurrogate(c)) {
                bytes[size++] = (byte) (0xE0 | c >> 12);
                put(0x80 | c >> 6 & 0x3F, 0x80 | c & 0x3F);
            } else if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
                pair(Character.toCodePoint(c, text.charAt(++i)));
            } else {
                bytes[size++] = '?';
            }
        }
        bytes[size++] = '"';
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void ascii(byte b) {
        if (b >= 0x20 && b != '"' && b != '\\') {
            bytes[size++] = b;
            return;
        }
        bytes[size++] = '\\';
        switch (b) {
            case '"', '\\' -> bytes[size++] = b;
            case '\n' -> bytes[size++] = 'n';
            case '\r' -> bytes[size++] = 'r';
            case '\t' -> bytes[size++] = 't';
            default -> {
                put('u', '0');
                put('0', HEX[b >> 4]);
                bytes[size++] = HEX[b & 0xF];
            }
        }
    }

    private void pair(int c) {
        put(0xF0 | c >> 18, 0x80 | c >> 12 & 0x3F);
        put(0x80 | c >> 6 & 0x3F, 0x80 | c & 0x3F);
    }

    private void put(int first, int second) {
        bytes[size++] = (byte) first;
        bytes[size++] = (byte) second;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
