package cn.lvyue.hub.record;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes JSON string literals as UTF-8 (RFC 8259, section 7). */
final class JsonText {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private JsonText() {}

    static void quote(String text, ByteArrayOutputStream out) {
        out.write('"');
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b >= 0 && (b < 0x20 || b == '"' || b == '\\')) {
                out.write(bytes, from, i - from);
                from = i + 1;
                escape(b, out);
            }
        }
        out.write(bytes, from, bytes.length - from);
        out.write('"');
    }

    private static void escape(byte b, ByteArrayOutputStream out) {
        out.write('\\');
        switch (b) {
            case '"', '\\' -> out.write(b);
            case '\n' -> out.write('n');
            case '\r' -> out.write('r');
            case '\t' -> out.write('t');
            default -> {
                out.write('u');
                out.write('0');
                out.write('0');
                out.write(HEX[b >> 4]);
                out.write(HEX[b & 0xF]);
            }
        }
    }
}
