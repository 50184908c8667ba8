package cn.lvyue.hub.intake;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/** Physical lines of a text, one at a time, without copying them; of a line that is too long only the beginning is kept. */
final class TextLines {
    private final Reader reader;
    private final int longest;
    private char[] buffer = new char[1 << 16];
    private int filled;
    private int start;
    private int stop;
    private int nextStart;
    private long gone;
    private long number;
    private boolean tooLong;

    TextLines(Reader reader, int longest) {
        this.reader = reader;
        this.longest = longest;
    }

    boolean next() throws IOException {
        start = nextStart;
        stop = start;
        tooLong = false;
        number++;
        if (start == filled && !more()) {
            return false;
        }
        while (true) {
            while (stop < filled) {
                if (buffer[stop] == '\n') {
                    nextStart = stop + 1;
                    return true;
                }
                stop++;
            }
            if (!more()) {
                nextStart = stop;
                return true;
            }
        }
    }

    /** Counted from 1. */
    long number() {
        return number;
    }

    char[] characters() {
        return buffer;
    }

    int start() {
        return start;
    }

    int length() {
        return stop - start;
    }

    /** Where the line ends in the text. */
    long end() {
        return gone + stop;
    }

    boolean isTooLong() {
        return tooLong;
    }

    boolean isBlank() {
        for (int i = start; i < stop; i++) {
            if (buffer[i] > ' ') {
                return false;
            }
        }
        return true;
    }

    private boolean more() throws IOException {
        if (filled == buffer.length) {
            makeRoom();
        }
        int n = reader.read(buffer, filled, buffer.length - filled);
        filled += Math.max(n, 0);
        return n > 0;
    }

    private void makeRoom() {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, filled - start);
            gone += start;
            filled -= start;
            stop -= start;
            start = 0;
        } else if (buffer.length < longest) {
            buffer = Arrays.copyOf(buffer, Math.min(longest, buffer.length * 2));
        } else {
            tooLong = true;
            int half = filled / 2;
            gone += filled - half;
            filled = half;
            stop = half;
        }
    }
}
