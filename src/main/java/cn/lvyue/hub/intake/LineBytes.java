package cn.lvyue.hub.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;

/**
 * Copies bytes line by line. A line ends as the reader of delimited text sees it: by LF, CR, or both. In the charsets read here
 * no part of another character looks like a line end, except by half: UTF-16 and UTF-32 are taken unit by unit.
 */
final class LineBytes {
    private final InputStream in;
    private final OutputStream out;
    private final int width;
    private final boolean bigEndian;
    private final byte[] unit;
    private boolean held;

    LineBytes(InputStream in, OutputStream out, Charset charset) {
        this.in = in;
        this.out = out;
        this.width = charset.name().startsWith("UTF-16") ? 2 : charset.name().startsWith("UTF-32") ? 4 : 1;
        this.bigEndian = charset.name().endsWith("BE");
        this.unit = new byte[width];
    }

    /** Copies so many lines with their ends. */
    void copy(long lines) throws IOException {
        for (long i = 0; i < lines; i++) {
            line(out);
            end();
        }
    }

    /** Copies a line without its last bytes and with others instead. */
    void copyWith(byte[] words, int cut) throws IOException {
        if (cut == 0) {
            line(out);
        } else {
            var line = new ByteArrayOutputStream();
            line(line);
            out.write(line.toByteArray(), 0, Math.max(0, line.size() - cut));
        }
        out.write(words);
        end();
    }

    void copyRest() throws IOException {
        if (held) {
            out.write(unit);
            held = false;
        }
        in.transferTo(out);
    }

    /** To the line's end, which is held. */
    private void line(OutputStream to) throws IOException {
        while (read()) {
            int c = character();
            if (c == '\n' || c == '\r') {
                held = true;
                return;
            }
            to.write(unit);
        }
    }

    private void end() throws IOException {
        if (!held) {
            return;
        }
        int c = character();
        out.write(unit);
        held = false;
        if (c == '\r' && read()) {
            if (character() == '\n') {
                out.write(unit);
            } else {
                held = true;
            }
        }
    }

    /** @return false at the end; bytes that are no whole unit are copied by {@link #copyRest()} at the latest */
    private boolean read() throws IOException {
        if (held) {
            held = false;
            return true;
        }
        int n = in.readNBytes(unit, 0, width);
        if (n < width) {
            out.write(unit, 0, n);
            return false;
        }
        return true;
    }

    private int character() {
        int c = 0;
        for (int i = 0; i < width; i++) {
            c = c << 8 | unit[bigEndian ? i : width - 1 - i] & 0xFF;
        }
        return c;
    }
}
