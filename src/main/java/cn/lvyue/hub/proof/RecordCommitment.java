package cn.lvyue.hub.proof;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Commits to a source record by salted digests of its fields, so that any of them can be taken away and the rest still verifies.
 * The layout is that of {@code src/docs/proof.md}.
 */
final class RecordCommitment {
    private static final byte RECORD = 2;
    private static final byte FIELD = 3;
    private static final int HEAD = 1 + Long.BYTES + Integer.BYTES + Short.BYTES;

    private final Hashing hash;

    RecordCommitment(Hashing hash) {
        this.hash = hash;
    }

    byte[] field(byte[] salt, String name, String value) {
        return field(salt, name.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
    }

    byte[] field(byte[] salt, byte[] name, byte[] value) {
        hash.put(FIELD);
        hash.put(salt);
        hash.putShort(name.length);
        hash.put(name);
        return hash.digest(value);
    }

    /** @param digests of the fields, in the order of their names */
    byte[] record(long message, int row, List<byte[]> digests) {
        var bytes = ByteBuffer.allocate(HEAD + digests.size() * Hashing.BYTES)
                .put(RECORD)
                .putLong(message)
                .putInt(row)
                .putShort((short) digests.size());
        digests.forEach(bytes::put);
        return bytes.array();
    }

    /** The root over record commitments (RFC 6962, 2.1), for as many as there are. */
    byte[] root(List<byte[]> commitments) {
        return tree(commitments).root(commitments.size());
    }

    List<byte[]> path(List<byte[]> commitments, int position) {
        return tree(commitments).inclusion(position, commitments.size());
    }

    private MerkleTree tree(List<byte[]> commitments) {
        var levels = new ArrayList<List<byte[]>>();
        levels.add(commitments.stream().map(hash::leaf).toList());
        for (var below = levels.get(0); below.size() > 1; below = levels.get(levels.size() - 1)) {
            var level = new ArrayList<byte[]>(below.size() / 2);
            for (int i = 0; i + 1 < below.size(); i += 2) {
                level.add(hash.node(below.get(i), below.get(i + 1)));
            }
            levels.add(level);
        }
        return new MerkleTree((level, index) -> levels.get(level).get((int) index), hash);
    }
}
