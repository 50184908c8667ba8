package cn.lvyue.hub.proof;

import java.io.ByteArrayOutputStream;

/** Ids as differences from one to the next, seven bits a byte, lowest first: ids that follow each other take a byte each. */
final class Refs {
    private static final int BITS = 7;
    private static final int MORE = 0x80;
    private static final int MASK = 0x7F;

    private Refs() {}

    /** @param before what the first id is counted from @param ids ascending, each greater than the one before */
    static byte[] write(long before, long[] ids) {
        var out = new ByteArrayOutputStream(ids.length + Long.BYTES);
        long last = before;
        for (long id : ids) {
            long step = id - last;
            if (step < 0) {
                throw new IllegalArgumentException("ids descend from " + last + " to " + id);
            }
            for (; step > MASK; step >>>= BITS) {
                out.write((int) (step & MASK) | MORE);
            }
            out.write((int) step);
            last = id;
        }
        return out.toByteArray();
    }

    /** @throws IllegalArgumentException if the bytes do not hold that many ids */
    static long[] read(long before, byte[] refs, int count) {
        var ids = new long[count];
        int at = 0;
        long last = before;
        for (int i = 0; i < count; i++) {
            long step = 0;
            int shift = 0;
            int one;
            do {
                if (at == refs.length || shift > Long.SIZE) {
                    throw new IllegalArgumentException("refs of " + count + " leaves end early");
                }
                one = refs[at++];
                step |= (long) (one & MASK) << shift;
                shift += BITS;
            } while ((one & MORE) != 0);
            last += step;
            ids[i] = last;
        }
        if (at != refs.length) {
            throw new IllegalArgumentException("more refs than " + count + " leaves");
        }
        return ids;
    }
}
