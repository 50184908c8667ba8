package cn.lvyue.hub.intake;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What bytes are by their first ones, whatever their name says. */
enum Magic {
    EMPTY,
    GZIP,
    ZIP,
    /** Microsoft's compound file: an old workbook, or an encrypted new one. */
    COMPOUND,
    OTHER;

    private static final int LONGEST = 8;
    private static final long COMPOUND_BYTES = 0xD0CF11E0A1B11AE1L;

    static BufferedInputStream lookable(InputStream in) {
        return new BufferedInputStream(in, 1 << 16);
    }

    /** Looks without taking. */
    static Magic of(BufferedInputStream in) throws IOException {
        in.mark(LONGEST);
        byte[] first = in.readNBytes(LONGEST);
        in.reset();
        return of(first);
    }

    private static Magic of(byte[] first) {
        if (first.length == 0) {
            return EMPTY;
        }
        long bits = 0;
        for (int i = 0; i < LONGEST; i++) {
            bits = bits << 8 | (i < first.length ? first[i] & 0xFF : 0);
        }
        if (bits == COMPOUND_BYTES) {
            return COMPOUND;
        }
        int four = (int) (bits >>> 32);
        if (four == 0x504B0304 || four == 0x504B0506 || four == 0x504B0708) {
            return ZIP;
        }
        return bits >>> 48 == 0x1F8B ? GZIP : OTHER;
    }
}
