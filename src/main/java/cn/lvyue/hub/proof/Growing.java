package cn.lvyue.hub.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Adds leaves to the tiles; whole tiles are written as they fill, the rest by {@link #finish}. For one transaction. */
final class Growing {
    private final TileStore store;
    private final Hashing hash;
    private final List<Edge> edges = new ArrayList<>();
    private long size;

    /** The tile at the right end of a level. */
    private static final class Edge {
        private final long number;
        private final int level;
        private final byte[] hashes;
        private int filled;
        private boolean changed;

        private Edge(int level, long number, byte[] known) {
            this.level = level;
            this.number = number;
            this.hashes = Arrays.copyOf(known, TileNodes.WIDTH * Hashing.BYTES);
            this.filled = known.length / Hashing.BYTES;
        }
    }

    /** @param size leaves there are already */
    Growing(TileStore store, Hashing hash, long size) {
        this.store = store;
        this.hash = hash;
        this.size = size;
        for (int level = 0; size >> (level * TileNodes.HEIGHT) > 0; level++) {
            edges.add(edge(level, size >> (level * TileNodes.HEIGHT)));
        }
    }

    private Edge edge(int level, long entries) {
        int filled = (int) (entries % TileNodes.WIDTH);
        long number = entries / TileNodes.WIDTH;
        var known = filled == 0 ? new byte[0] : store.tile(level, number).orElse(new byte[0]);
        if (known.length < filled * Hashing.BYTES) {
            throw new TileNodes.MissingNode(level, number);
        }
        return new Edge(level, number, Arrays.copyOf(known, filled * Hashing.BYTES));
    }

    /** @return the leaf's index */
    long add(byte[] leafHash) {
        add(0, leafHash);
        return size++;
    }

    private void add(int level, byte[] node) {
        if (level == edges.size()) {
            edges.add(new Edge(level, 0, new byte[0]));
        }
        var edge = edges.get(level);
        System.arraycopy(node, 0, edge.hashes, edge.filled * Hashing.BYTES, Hashing.BYTES);
        edge.filled++;
        edge.changed = true;
        if (edge.filled == TileNodes.WIDTH) {
            store.put(level, edge.number, edge.hashes);
            edges.set(level, new Edge(level, edge.number + 1, new byte[0]));
            add(level + 1, TileNodes.root(hash, edge.hashes));
        }
    }

    long size() {
        return size;
    }

    void finish() {
        for (var edge : edges) {
            if (edge.changed && edge.filled > 0) {
                store.put(edge.level, edge.number, Arrays.copyOf(edge.hashes, edge.filled * Hashing.BYTES));
            }
        }
    }
}
