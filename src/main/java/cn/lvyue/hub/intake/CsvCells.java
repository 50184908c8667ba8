package cn.lvyue.hub.intake;

import java.util.Arrays;

/** Where the cells of one row begin and end, counted from its beginning. One object serves all rows. */
final class CsvCells {
    static final byte PLAIN = 0;
    static final byte QUOTED = 1;
    /** With doubled quotes inside. */
    static final byte ESCAPED = 2;

    private int[] from = new int[64];
    private int[] to = new int[64];
    private byte[] form = new byte[64];
    private int count;

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    /** @return the number of the new cell */
    int begin(int at) {
        if (count == from.length) {
            from = Arrays.copyOf(from, count * 2);
            to = Arrays.copyOf(to, count * 2);
            form = Arrays.copyOf(form, count * 2);
        }
        from[count] = at;
        to[count] = at;
        form[count] = PLAIN;
        return count++;
    }

    void quoted(int cell, int start) {
        from[cell] = start;
        form[cell] = QUOTED;
    }

    void escaped(int cell) {
        form[cell] = ESCAPED;
    }

    void end(int cell, int at) {
        to[cell] = at;
    }

    int from(int cell) {
        return from[cell];
    }

    int to(int cell) {
        return to[cell];
    }

    int length(int cell) {
        return to[cell] - from[cell];
    }

    boolean isQuoted(int cell) {
        return form[cell] != PLAIN;
    }

    boolean isEscaped(int cell) {
        return form[cell] == ESCAPED;
    }

    /** The cell a position of the row lies in, or -1. */
    int at(long place) {
        for (int i = 0; i < count; i++) {
            if (place >= from[i] && place < to[i]) {
                return i;
            }
        }
        return -1;
    }

    /** What stands behind a position was dropped. */
    void truncate(int end) {
        for (int i = 0; i < count; i++) {
            from[i] = Math.min(from[i], end);
            to[i] = Math.min(to[i], end);
        }
    }
}
