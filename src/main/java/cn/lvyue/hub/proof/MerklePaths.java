package cn.lvyue.hub.proof;

import java.util.Arrays;
import java.util.List;

/** Checks paths of a Merkle tree with nothing but the path (RFC 9162, 2.1.3.2 and 2.1.4.2). */
final class MerklePaths {
    private MerklePaths() {}

    static boolean includes(Hashing hash, byte[] leafHash, long leaf, long size, List<byte[]> path, byte[] root) {
        if (leaf < 0 || leaf >= size) {
            return false;
        }
        long at = leaf;
        long last = size - 1;
        var node = leafHash;
        for (var sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((at & 1) == 1 || at == last) {
                node = hash.node(sibling, node);
                while ((at & 1) == 0 && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                node = hash.node(node, sibling);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(node, root);
    }

    static boolean consistent(
            Hashing hash, long first, byte[] firstRoot, long second, byte[] secondRoot, List<byte[]> path) {
        if (first < 0 || first > second) {
            return false;
        }
        if (first == second) {
            return path.isEmpty() && Arrays.equals(firstRoot, secondRoot);
        }
        if (first == 0) {
            return path.isEmpty();
        }
        return grown(hash, first, firstRoot, second, secondRoot, path);
    }

    private static boolean grown(
            Hashing hash, long first, byte[] firstRoot, long second, byte[] secondRoot, List<byte[]> path) {
        boolean whole = Long.bitCount(first) == 1;
        if (path.isEmpty()) {
            return false;
        }
        int next = whole ? 0 : 1;
        long at = first - 1;
        long last = second - 1;
        while ((at & 1) == 1) {
            at >>= 1;
            last >>= 1;
        }
        var old = whole ? firstRoot : path.get(0);
        var now = old;
        for (var sibling : path.subList(next, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((at & 1) == 1 || at == last) {
                old = hash.node(sibling, old);
                now = hash.node(sibling, now);
                while ((at & 1) == 0 && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                now = hash.node(now, sibling);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(old, firstRoot) && Arrays.equals(now, secondRoot);
    }
}
