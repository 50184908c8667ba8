package cn.lvyue.hub.search;

import java.util.Arrays;
import java.util.Locale;

/** A set of hashes of words, numbers and codes, 32 bits each, as the index keeps them: no text can be read back from it. */
final class Tokens {
    /** Kinds of exact values. The number goes into the hash: changing one means building the index anew. */
    enum Kind {
        SOURCE_NO(1),
        COMPLAINANT_CODE(2),
        RESPONDENT_CODE(3),
        OUTCOME(4),
        FINDING(5),
        FEED(6),
        CHANNEL(7),
        DIGEST(8),
        PACKAGE(9),
        SENDER(10),
        DIRECTION(11),
        PLATFORM_ID(12);

        private final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private int[] hashes = new int[256];
    private int size;

    void add(int token) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, size * 2);
        }
        hashes[size++] = token;
    }

    void add(Kind kind, String value) {
        add(exact(kind, value));
    }

    /** All there are, each once, unsigned ascending; empties the set. */
    int[] take() {
        for (int i = 0; i < size; i++) {
            hashes[i] ^= Integer.MIN_VALUE;
        }
        Arrays.sort(hashes, 0, size);
        int distinct = 0;
        for (int i = 0; i < size; i++) {
            if (i == 0 || hashes[i] != hashes[i - 1]) {
                hashes[distinct++] = hashes[i];
            }
        }
        var taken = Arrays.copyOf(hashes, distinct);
        for (int i = 0; i < distinct; i++) {
            taken[i] ^= Integer.MIN_VALUE;
        }
        size = 0;
        return taken;
    }

    static int exact(Kind kind, String value) {
        long hash = (OFFSET ^ kind.number) * PRIME;
        var folded = value.strip().toUpperCase(Locale.ROOT);
        for (int i = 0; i < folded.length(); i++) {
            hash = (hash ^ folded.charAt(i)) * PRIME;
        }
        return mix(hash);
    }

    static int pair(int first, int second) {
        return mix(((long) first << 21 | second) + 0x9e3779b97f4a7c15L);
    }

    static int word(CharSequence text, int from, int to) {
        long hash = OFFSET;
        for (int i = from; i < to; i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return mix(hash);
    }

    private static int mix(long value) {
        long mixed = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return (int) (mixed ^ mixed >>> 33);
    }
}
