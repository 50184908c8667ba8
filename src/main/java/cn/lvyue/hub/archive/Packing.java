package cn.lvyue.hub.archive;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes the pieces of a body smaller where that pays: one byte that says how, then for a packed piece its length and the deflated
 * bytes. Safe for several threads; what zlib holds outside the heap is used again, as setting it up costs as much as a small piece.
 */
@Component
class Packing {
    private static final byte AS_IT_IS = 0;
    private static final byte DEFLATED = 1;
    private static final int HEAD = 1 + Integer.BYTES;

    /** Shorter ones gain nothing worth a copy. */
    private static final int WORTH_TRYING = 100;

    /** So much of a long piece tells whether the rest is worth it: what is packed already (workbooks, ZIP) does not shrink. */
    private static final int SAMPLE = 16 * 1024;

    private static final int AT_MOST_PERCENT = 95;

    private final Queue<Press> presses = new ConcurrentLinkedQueue<>();
    private final Queue<Inflater> inflaters = new ConcurrentLinkedQueue<>();

    byte[] pack(byte[] plain) {
        if (plain.length < WORTH_TRYING || plain.length > 4 * SAMPLE && deflated(plain, SAMPLE) == null) {
            return asItIs(plain);
        }
        var packed = deflated(plain, plain.length);
        return packed == null ? asItIs(plain) : packed;
    }

    private static byte[] asItIs(byte[] plain) {
        var packed = new byte[1 + plain.length];
        packed[0] = AS_IT_IS;
        System.arraycopy(plain, 0, packed, 1, plain.length);
        return packed;
    }

    /** @return null if it does not get smaller by enough */
    private byte @Nullable [] deflated(byte[] plain, int length) {
        var known = presses.poll();
        var press = known == null ? new Press() : known;
        try {
            return press.deflated(plain, length);
        } finally {
            press.deflater.reset();
            presses.add(press);
        }
    }

    /** A deflater and where it writes to, for one thread at a time. */
    private static final class Press {
        private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        private byte[] out = new byte[SAMPLE];

        private byte @Nullable [] deflated(byte[] plain, int length) {
            int most = (int) ((long) length * AT_MOST_PERCENT / 100);
            if (out.length < most) {
                out = new byte[most];
            }
            deflater.setInput(plain, 0, length);
            deflater.finish();
            int n = deflater.deflate(out, HEAD, most - HEAD);
            if (!deflater.finished()) {
                return null;
            }
            ByteBuffer.wrap(out).put(DEFLATED).putInt(length);
            return Arrays.copyOf(out, HEAD + n);
        }
    }

    /** @throws IllegalArgumentException if these bytes were not packed here */
    byte[] unpack(byte[] packed) {
        if (packed.length > 0 && packed[0] == AS_IT_IS) {
            return Arrays.copyOfRange(packed, 1, packed.length);
        }
        if (packed.length < HEAD || packed[0] != DEFLATED) {
            throw new IllegalArgumentException("not a packed piece");
        }
        return inflated(packed, ByteBuffer.wrap(packed).getInt(1));
    }

    private byte[] inflated(byte[] packed, int length) {
        var known = inflaters.poll();
        var inflater = known == null ? new Inflater(true) : known;
        try {
            inflater.setInput(packed, HEAD, packed.length - HEAD);
            var plain = new byte[length];
            if (inflater.inflate(plain) != length || !endsThere(inflater)) {
                throw new IllegalArgumentException("packed piece of another length");
            }
            return plain;
        } catch (DataFormatException malformed) {
            throw new IllegalArgumentException("malformed packed piece", malformed);
        } finally {
            inflater.reset();
            inflaters.add(inflater);
        }
    }

    private static boolean endsThere(Inflater inflater) throws DataFormatException {
        return inflater.finished() || inflater.inflate(new byte[1]) == 0 && inflater.finished();
    }
}
