package cn.lvyue.hub.proof;

import cn.lvyue.hub.proof.Proofs.FieldProof;
import cn.lvyue.hub.proof.Proofs.RecordProof;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/** The worked example of {@code src/docs/proof.md}. */
final class ProofExample {
    static final Instant AT = Instant.parse("2026-11-27T01:02:03.456Z");

    final Hashing hash = Hashing.of(HashAlgorithm.SM3);
    final RecordCommitment commitment = new RecordCommitment(hash);
    final List<FieldProof> fields = new ArrayList<>();
    final byte[] record;
    final byte[] root;
    final List<String> leaves;
    final MerkleTree tree;

    ProofExample() {
        var values = new TreeMap<String, String>();
        values.put("#outcome", "1");
        values.put("#sourceRecordNo", "A\\1");
        values.put("TS_BTS_MC", "某某县人民政府");
        for (var entry : values.entrySet()) {
            var salt = new byte[16];
            salt[15] = (byte) (fields.size() + 1);
            var digest = commitment.field(salt, entry.getKey(), entry.getValue());
            fields.add(new FieldProof(entry.getKey(), entry.getValue(), salt, digest));
        }
        record =
                commitment.record(42, 1, fields.stream().map(FieldProof::digest).toList());
        root = commitment.root(List.of(record));
        leaves = List.of(message(), audit(), outcomes());
        var hashes = leaves.stream()
                .map(leaf -> hash.leaf(leaf.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .toList();
        tree = new MerkleTree(
                (level, index) -> level == 0 ? hashes.get((int) index) : hash.node(hashes.get(0), hashes.get(1)), hash);
    }

    private String message() {
        return LeafText.message(new LeafText.Message(
                        42,
                        1,
                        1,
                        "hotline-12345",
                        null,
                        "HTTP",
                        AT,
                        "十一月\n.csv",
                        "text/csv",
                        5,
                        HexFormat.of().parseHex(cn.lvyue.hub.signing.Sm3.hex("a,b\n1".getBytes()))))
                .toString();
    }

    private static String audit() {
        return LeafText.audit(new LeafText.AuditRow(
                        7, AT, "admin", "10.0.0.8", "key.add", "key hotline-2", "ok", "{\"purpose\": \"轮换\"}"))
                .toString();
    }

    private String outcomes() {
        return LeafText.outcomes(new LeafText.Stretch(
                        42,
                        0,
                        0,
                        1,
                        1,
                        1,
                        root,
                        new byte[32],
                        "hotline-12345@7",
                        "complaint-2023@1",
                        new LeafText.Settled(2, 1, List.of(1, 0, 0, 0, 0, 0, 0))))
                .toString();
    }

    RecordProof proof() {
        return new RecordProof(42, 1, null, 0, 1, fields, List.of(), null);
    }
}
