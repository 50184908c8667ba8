package cn.lvyue.hub.channel.poll;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** A growing list of 64-bit digests: a round of a million records fits into 8 MB. */
final class Digests {
    private static final int FIRST = 64;

    private long[] values = new long[FIRST];
    private int size;

    static long of(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    void addAll(long[] more) {
        for (long value : more) {
            add(value);
        }
    }

    long[] inOrder() {
        return Arrays.copyOf(values, size);
    }

    private long[] sorted() {
        var sorted = inOrder();
        Arrays.sort(sorted);
        return sorted;
    }

    long distinct() {
        return Arrays.stream(sorted()).distinct().count();
    }

    /** The same values, as often each, in any order. */
    boolean sameAs(Digests other) {
        return size == other.size && Arrays.equals(sorted(), other.sorted());
    }
}
