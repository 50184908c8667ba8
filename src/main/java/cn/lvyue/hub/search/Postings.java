package cn.lvyue.hub.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/**
 * Which blocks of a slice hold which words, in memory: as pairs of a token and a block, 48 bits of a long each. Packed, a bucket
 * is a run of {@code token (distance to the one before), 2 × (blocks − 1) + (1 for a bit map), blocks}, where blocks are their
 * distances or a map of bits, whichever is shorter.
 */
final class Postings {
    private static final int BUCKET_BYTES = 1_500;
    private static final int MOST_BITS = 14;

    private final Bytes distances = new Bytes();
    private long[] pairs = new long[4096];
    private int size;

    void add(int token, int block) {
        if (size == pairs.length) {
            pairs = Arrays.copyOf(pairs, size * 2);
        }
        pairs[size++] = (token & 0xFFFFFFFFL) << 16 | block;
    }

    /** Buckets by number, and how many of them there could be. */
    record Packed(int bits, Map<Integer, byte[]> buckets) {}

    /** @param blocks how many blocks there are */
    Packed pack(int blocks) {
        Arrays.sort(pairs, 0, size);
        int bits = bits();
        var buckets = new TreeMap<Integer, byte[]>();
        var out = new Bytes();
        int at = 0;
        while (at < size) {
            int bucket = bucket(token(at), bits);
            long before = start(bucket, bits);
            out.clear();
            while (at < size && bucket(token(at), bits) == bucket) {
                int token = token(at);
                int end = at + 1;
                while (end < size && token(end) == token) {
                    end++;
                }
                long unsigned = token & 0xFFFFFFFFL;
                out.number(unsigned - before);
                before = unsigned;
                packBlocks(out, at, end, blocks);
                at = end;
            }
            buckets.put(bucket, out.copy());
        }
        return new Packed(bits, buckets);
    }

    private void packBlocks(Bytes out, int from, int to, int blocks) {
        distances.clear();
        int before = -1;
        int count = 0;
        for (int i = from; i < to; i++) {
            int block = block(i);
            if (block != before) {
                distances.number(block - before - 1);
                before = block;
                count++;
            }
        }
        int mapBytes = (blocks + 7) / 8;
        if (distances.size() <= mapBytes) {
            out.number((count - 1) * 2L).all(distances);
            return;
        }
        out.number((count - 1) * 2L + 1);
        var map = new byte[mapBytes];
        for (int i = from; i < to; i++) {
            map[block(i) >> 3] |= (byte) (1 << (block(i) & 7));
        }
        for (byte part : map) {
            out.raw(part);
        }
    }

    private int bits() {
        int distinct = 0;
        for (int i = 0; i < size; i++) {
            distinct += i == 0 || token(i) != token(i - 1) ? 1 : 0;
        }
        long bytes = distinct * 4L + size * 3L / 4;
        int bits = 0;
        while (bits < MOST_BITS && bytes >> bits > BUCKET_BYTES) {
            bits++;
        }
        return bits;
    }

    private int token(int at) {
        return (int) (pairs[at] >>> 16);
    }

    private int block(int at) {
        return (int) (pairs[at] & 0xFFFF);
    }

    static int bucket(int token, int bits) {
        return bits == 0 ? 0 : token >>> (32 - bits);
    }

    private static long start(int bucket, int bits) {
        return bits == 0 ? 0 : (long) bucket << (32 - bits);
    }

    /** What a packed bucket tells of each of its words. */
    interface Sink {
        void posting(int token, int block);
    }

    /** Reads a whole bucket. */
    static void unpack(byte[] data, int bucket, int bits, int blocks, Sink sink) {
        var in = new Bytes.Reader(data);
        long token = start(bucket, bits);
        while (!in.atEnd()) {
            token += in.number();
            int now = (int) token;
            read(in, blocks, block -> sink.posting(now, block));
        }
    }

    /** The blocks that hold one word. */
    static BitSet find(byte[] data, int wanted, int bits, int blocks) {
        var in = new Bytes.Reader(data);
        var found = new BitSet(blocks);
        long token = start(bucket(wanted, bits), bits);
        while (!in.atEnd()) {
            token += in.number();
            boolean hit = (int) token == wanted;
            read(in, blocks, hit ? found::set : block -> {});
            if (hit || token > (wanted & 0xFFFFFFFFL)) {
                break;
            }
        }
        return found;
    }

    private static void read(Bytes.Reader in, int blocks, IntConsumer sink) {
        long head = in.number();
        if ((head & 1) == 1) {
            for (int i = 0; i < (blocks + 7) / 8; i++) {
                for (int map = in.raw(), bit = 0; map != 0; map >>>= 1, bit++) {
                    if ((map & 1) == 1) {
                        sink.accept(i * 8 + bit);
                    }
                }
            }
            return;
        }
        int block = -1;
        for (long i = head >> 1; i >= 0; i--) {
            block += (int) in.number() + 1;
            sink.accept(block);
        }
    }
}
