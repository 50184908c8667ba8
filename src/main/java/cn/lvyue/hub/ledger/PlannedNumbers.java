package cn.lvyue.hub.ledger;

import java.util.Collection;
import java.util.List;

/**
 * Which complaints a plan has left a line of, by feed and source record number: so that it need not look for one of each number it
 * meets, most of which it meets once. Takes the same room however many there are (a Bloom filter): it may take a number for one it
 * has, the more the more there are (1 in 25 at ten million), and never the other way round.
 */
final class PlannedNumbers {
    /** 8 MiB. */
    private static final int WORDS = 1 << 20;

    private static final int BITS_A_NUMBER = 4;

    private final long plan;
    private long[] words = {};

    /** @param plan nothing of which is left */
    PlannedNumbers(long plan) {
        this.plan = plan;
    }

    /** Those of some numbers that the plan may have left a line of: of another plan than this all of them. */
    List<String> among(long ofPlan, int feed, Collection<String> numbers) {
        return ofPlan == plan
                ? numbers.stream().filter(each -> mayHave(feed, each)).toList()
                : List.copyOf(numbers);
    }

    /** Does nothing for another plan than this. */
    void add(long ofPlan, int feed, Collection<String> numbers) {
        if (ofPlan == plan && !numbers.isEmpty()) {
            if (words.length == 0) {
                words = new long[WORDS];
            }
            numbers.forEach(each -> add(feed, each));
        }
    }

    private void add(int feed, String number) {
        long hash = hash(feed, number);
        for (int i = 0; i < BITS_A_NUMBER; i++) {
            int bit = bit(hash, i);
            words[bit >>> 6] |= 1L << bit;
        }
    }

    private boolean mayHave(int feed, String number) {
        if (words.length == 0) {
            return false;
        }
        long hash = hash(feed, number);
        for (int i = 0; i < BITS_A_NUMBER; i++) {
            int bit = bit(hash, i);
            if ((words[bit >>> 6] & (1L << bit)) == 0) {
                return false;
            }
        }
        return true;
    }

    /** The two halves of a good hash make as many as are wanted. */
    private static int bit(long hash, int i) {
        return (int) ((hash + i * ((hash >>> 32) | 1)) & (WORDS * 64L - 1));
    }

    /** FNV-1a over the letters, then mixed as by splitmix64: numbers that count up differ in few bits. */
    private static long hash(int feed, String number) {
        long hash = 0xCBF29CE484222325L ^ feed;
        for (int i = 0; i < number.length(); i++) {
            hash = (hash ^ number.charAt(i)) * 0x100000001B3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
        return hash ^ (hash >>> 31);
    }
}
