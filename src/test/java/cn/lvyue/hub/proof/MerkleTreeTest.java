package cn.lvyue.hub.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
    /** The leaves of the reference implementation of RFC 6962. */
    private static final List<byte[]> INPUTS = Stream.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .map(HexFormat.of()::parseHex)
            .toList();
    /** The roots of the first one, two, … of them. */
    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private final Hashing sha256 = Hashing.of(HashAlgorithm.SHA_256);
    private final Hashing sm3 = Hashing.of(HashAlgorithm.SM3);

    @Test
    void rootsAreThoseOfTheReferenceImplementation() {
        var tree = tree(sha256, INPUTS.stream().map(sha256::leaf).toList());

        assertThat(hex(tree.root(0))).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        for (int size = 1; size <= INPUTS.size(); size++) {
            assertThat(hex(tree.root(size))).isEqualTo(ROOTS.get(size - 1));
        }
    }

    @Test
    void pathsAreThoseOfTheReferenceImplementation() {
        var tree = tree(sha256, INPUTS.stream().map(sha256::leaf).toList());

        assertThat(tree.inclusion(0, 1)).isEmpty();
        assertThat(tree.inclusion(0, 8))
                .extracting(MerkleTreeTest::hex)
                .containsExactly(
                        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
        assertThat(tree.inclusion(5, 8))
                .extracting(MerkleTreeTest::hex)
                .containsExactly(
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
        assertThat(tree.consistency(1, 8))
                .extracting(MerkleTreeTest::hex)
                .containsExactly(
                        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
        assertThat(tree.consistency(6, 8))
                .extracting(MerkleTreeTest::hex)
                .containsExactly(
                        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
    }

    @Property(tries = 60)
    void everyLeafIsProvedAndNoOtherIs(@ForAll @IntRange(min = 1, max = 600) int size, @ForAll int seed) {
        var leaves = leaves(size, seed);
        var tree = tree(sm3, leaves);
        var root = naive(leaves);
        int leaf = Math.floorMod(seed * 31, size);
        var path = tree.inclusion(leaf, size);

        assertThat(tree.root(size)).isEqualTo(root);
        assertThat(MerklePaths.includes(sm3, leaves.get(leaf), leaf, size, path, root))
                .isTrue();
        assertThat(MerklePaths.includes(sm3, leaves.get(leaf), leaf + 1, size, path, root))
                .isFalse();
        assertThat(MerklePaths.includes(sm3, leaves.get(leaf), leaf, size * 2, path, root))
                .isFalse();
        if (!path.isEmpty()) {
            var changed = new ArrayList<>(path);
            var node = changed.get(Math.floorMod(seed, path.size())).clone();
            node[Math.floorMod(seed, 32)] ^= 1;
            changed.set(Math.floorMod(seed, path.size()), node);
            assertThat(MerklePaths.includes(sm3, leaves.get(leaf), leaf, size, changed, root))
                    .isFalse();
            assertThat(MerklePaths.includes(sm3, leaves.get(leaf), leaf, size, path.subList(1, path.size()), root))
                    .isFalse();
        }
    }

    @Property(tries = 100)
    void aTreeIsTheBeginningOfALaterOneAndOfNoOther(
            @ForAll @IntRange(min = 0, max = 600) int first,
            @ForAll @IntRange(min = 0, max = 600) int more,
            @ForAll int seed) {
        int second = first + more;
        var leaves = leaves(second, seed);
        var tree = tree(sm3, leaves);
        var path = tree.consistency(first, second);
        var old = naive(leaves.subList(0, first));
        var now = naive(leaves);

        assertThat(MerklePaths.consistent(sm3, first, old, second, now, path)).isTrue();
        if (first > 0) {
            var rewritten = new ArrayList<>(leaves);
            rewritten.set(Math.floorMod(seed, first), sm3.leaf(new byte[] {9, 9}));
            var other = naive(rewritten);
            assertThat(MerklePaths.consistent(
                            sm3, first, old, second, other, tree(sm3, rewritten).consistency(first, second)))
                    .isFalse();
        }
    }

    private static List<byte[]> leaves(int size, int seed) {
        var hash = Hashing.of(HashAlgorithm.SM3);
        return IntStream.range(0, size)
                .mapToObj(i -> hash.leaf((seed + ":" + i).getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .toList();
    }

    /** As the definition says it: split at the largest power of two below the number. */
    private byte[] naive(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return sm3.digest(new byte[0]);
        }
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int left = Integer.highestOneBit(leaves.size() - 1);
        return sm3.node(naive(leaves.subList(0, left)), naive(leaves.subList(left, leaves.size())));
    }

    private static MerkleTree tree(Hashing hash, List<byte[]> leaves) {
        return new MerkleTree((level, index) -> whole(hash, leaves, level, index), hash);
    }

    private static byte[] whole(Hashing hash, List<byte[]> leaves, int level, long index) {
        return level == 0
                ? leaves.get((int) index)
                : hash.node(whole(hash, leaves, level - 1, index * 2), whole(hash, leaves, level - 1, index * 2 + 1));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
