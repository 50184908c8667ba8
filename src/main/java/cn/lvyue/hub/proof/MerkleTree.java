package cn.lvyue.hub.proof;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Roots and paths of a Merkle tree as RFC 6962, 2.1 shapes it, over nodes that somebody else keeps. Hashes are 32 bytes, sizes
 * and indexes 0 to 2^62.
 */
final class MerkleTree {
    private final Nodes nodes;
    private final Hashing hash;

    /** Where whole subtrees are kept. */
    @FunctionalInterface
    interface Nodes {
        /** The root of the 2^level leaves from {@code index * 2^level} on, all of which exist. */
        byte[] at(int level, long index);
    }

    MerkleTree(Nodes nodes, Hashing hash) {
        this.nodes = nodes;
        this.hash = hash;
    }

    /** The root over the first leaves; of none, the hash of nothing. */
    byte[] root(long size) {
        return size == 0 ? hash.digest(new byte[0]) : root(0, size);
    }

    /** The root over the leaves in [from, to), where from begins a subtree of that width. */
    private byte[] root(long from, long to) {
        long width = to - from;
        long whole = Long.highestOneBit(width);
        if (whole == width) {
            int level = Long.numberOfTrailingZeros(width);
            return nodes.at(level, from >> level);
        }
        return hash.node(root(from, from + whole), root(from + whole, to));
    }

    /** The audit path of a leaf (2.1.1), from the leaf's sibling up. */
    List<byte[]> inclusion(long leaf, long size) {
        if (leaf < 0 || leaf >= size) {
            throw new IllegalArgumentException("no leaf " + leaf + " in a tree of " + size);
        }
        var path = new ArrayList<byte[]>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long middle = from + largestPowerBelow(to - from);
            if (leaf < middle) {
                path.add(root(middle, to));
                to = middle;
            } else {
                path.add(root(from, middle));
                from = middle;
            }
        }
        Collections.reverse(path);
        return path;
    }

    /** The proof that a tree of {@code first} leaves is the beginning of one of {@code second} (2.1.2). */
    List<byte[]> consistency(long first, long second) {
        if (first < 0 || first > second) {
            throw new IllegalArgumentException("a tree of " + first + " does not begin one of " + second);
        }
        var path = new ArrayList<byte[]>();
        if (first == 0 || first == second) {
            return path;
        }
        long from = 0;
        long to = second;
        boolean known = true; // the subtree the verifier has the root of already
        while (first != to) {
            long middle = from + largestPowerBelow(to - from);
            if (first <= middle) {
                path.add(root(middle, to));
                to = middle;
            } else {
                path.add(root(from, middle));
                from = middle;
                known = false;
            }
        }
        if (!known) {
            path.add(root(from, to));
        }
        Collections.reverse(path);
        return path;
    }

    private static long largestPowerBelow(long width) {
        return Long.highestOneBit(width - 1);
    }
}
