package cn.lvyue.hub.proof;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Nodes of the tree out of its tiles; keeps some tiles at hand. For one thread and one use. */
final class TileNodes implements MerkleTree.Nodes {
    static final int WIDTH = 256;
    static final int HEIGHT = 8;

    private static final int AT_HAND = 64;

    private final TileStore store;
    private final Hashing hash;
    private final Map<Place, byte[]> atHand = new LinkedHashMap<>(AT_HAND, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, byte[]> eldest) {
            return size() > AT_HAND;
        }
    };

    private record Place(int level, long number) {}

    TileNodes(TileStore store, Hashing hash) {
        this.store = store;
        this.hash = hash;
    }

    /** @throws MissingNode if a tile is missing or shorter than it has to be */
    @Override
    public byte[] at(int level, long index) {
        int above = level % HEIGHT;
        long first = index << above;
        var hashes = atHand.computeIfAbsent(
                new Place(level / HEIGHT, first / WIDTH),
                place -> store.tile(place.level(), place.number()).orElse(new byte[0]));
        return root(hash, hashes, (int) (first % WIDTH), 1 << above, level / HEIGHT, first / WIDTH);
    }

    private static byte[] root(Hashing hash, byte[] hashes, int from, int width, int level, long number) {
        if (hashes.length < (from + width) * Hashing.BYTES) {
            throw new MissingNode(level, number);
        }
        if (width == 1) {
            return one(hashes, from);
        }
        int half = width / 2;
        return hash.node(
                root(hash, hashes, from, half, level, number), root(hash, hashes, from + half, half, level, number));
    }

    /** The root over a whole tile. */
    static byte[] root(Hashing hash, byte[] tile) {
        return root(hash, tile, 0, WIDTH, 0, 0);
    }

    static byte[] one(byte[] hashes, int index) {
        return Arrays.copyOfRange(hashes, index * Hashing.BYTES, (index + 1) * Hashing.BYTES);
    }

    /** The log itself is damaged. */
    static final class MissingNode extends RuntimeException {
        private static final long serialVersionUID = 1;

        MissingNode(int level, long number) {
            super("tile " + level + "/" + number + " is missing or short");
        }
    }
}
