package cn.lvyue.hub.proof;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Leaves that follow each other, as the log has them and as they come out of the rows today. Begins at a whole tile. For one thread.
 */
final class LeafWindow {
    /** Whole tiles: what is checked in one go. */
    static final int TILES = 8;

    private final long from;
    private final long to;
    private final Hashing hash;
    private final Map<Long, byte[]> tiles;
    private final byte[][] today;
    private final Mismatch[] mismatches;
    private final Map<String, Long> places = new HashMap<>();

    /** What is told when a leaf is not what it was. */
    record Mismatch(String code, String place, String wanted) {}

    /** @param tiles of level 0 by number */
    LeafWindow(long from, long to, Map<Long, byte[]> tiles, Hashing hash) {
        this.from = from;
        this.to = to;
        this.hash = hash;
        this.tiles = tiles;
        int size = (int) (to - from);
        this.today = new byte[size][];
        this.mismatches = new Mismatch[size];
        for (long leaf = from; leaf < to; leaf++) {
            var kept = kept(leaf);
            if (kept != null) {
                places.putIfAbsent(HexFormat.of().formatHex(kept), leaf);
            }
        }
    }

    long from() {
        return from;
    }

    long to() {
        return to;
    }

    Hashing hash() {
        return hash;
    }

    /** As the log has it; null where its tile is missing or short. */
    byte @Nullable [] kept(long leaf) {
        var tile = tiles.get(leaf / TileNodes.WIDTH);
        int at = (int) (leaf % TileNodes.WIDTH);
        return tile == null || tile.length < (at + 1) * Hashing.BYTES ? null : TileNodes.one(tile, at);
    }

    /** A leaf as it comes out of the rows. @param otherwise what to tell if it is not the same */
    void today(long leaf, byte[] leafHash, Mismatch otherwise) {
        today[(int) (leaf - from)] = leafHash;
        mismatches[(int) (leaf - from)] = otherwise;
    }

    boolean isSame(long leaf) {
        var now = today[(int) (leaf - from)];
        return now != null && java.util.Arrays.equals(now, kept(leaf));
    }

    /** Tells what differs. @param parents the root of a whole tile as the level above has it; null if there is none yet */
    void compare(java.util.function.LongFunction<byte @Nullable []> parents, Findings findings) {
        for (long number = from / TileNodes.WIDTH; number * TileNodes.WIDTH < to; number++) {
            compareTile(number, parents.apply(number), findings);
        }
    }

    private void compareTile(long number, byte @Nullable [] parent, Findings findings) {
        long first = number * TileNodes.WIDTH;
        long end = Math.min(to, first + TileNodes.WIDTH);
        var tile = tiles.get(number);
        if (tile == null || tile.length < (end - first) * Hashing.BYTES) {
            findings.fault(
                    Findings.NODE, leaves(first, end), tile == null ? "0" : "" + tile.length, "tile 0/" + number);
            return;
        }
        if (end - first == TileNodes.WIDTH
                && parent != null
                && !java.util.Arrays.equals(TileNodes.root(hash, tile), parent)) {
            findings.fault(
                    Findings.NODE,
                    leaves(first, end),
                    Findings.shown(TileNodes.root(hash, tile)),
                    Findings.shown(parent));
            if (java.util.Arrays.equals(rootOfToday(tile, first), parent)) {
                return; // the rows are what they were: it is the log that was changed
            }
        }
        for (long leaf = first; leaf < end; leaf++) {
            compareLeaf(leaf, findings);
        }
    }

    private byte[] rootOfToday(byte[] tile, long first) {
        var other = tile.clone();
        for (int i = 0; i < TileNodes.WIDTH; i++) {
            var now = today[(int) (first + i - from)];
            if (now != null) {
                System.arraycopy(now, 0, other, i * Hashing.BYTES, Hashing.BYTES);
            }
        }
        return TileNodes.root(hash, other);
    }

    private void compareLeaf(long leaf, Findings findings) {
        var now = today[(int) (leaf - from)];
        var mismatch = mismatches[(int) (leaf - from)];
        if (now == null || mismatch == null || isSame(leaf)) {
            return;
        }
        var elsewhere = places.get(HexFormat.of().formatHex(now));
        if (elsewhere != null) {
            findings.fault(Findings.MOVED, mismatch.place(), "leaf " + elsewhere, "leaf " + leaf);
        } else {
            findings.fault(
                    mismatch.code(), mismatch.place() + " (leaf " + leaf + ")", Findings.shown(now), mismatch.wanted());
        }
    }

    static String leaves(long first, long end) {
        return "leaf " + first + "-" + (end - 1);
    }
}
