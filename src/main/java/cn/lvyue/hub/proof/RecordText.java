package cn.lvyue.hub.proof;

import cn.lvyue.hub.proof.Proofs.FieldProof;
import cn.lvyue.hub.proof.Proofs.RecordProof;
import java.util.HexFormat;
import java.util.function.Predicate;

/** Text {@code lvyue-record/1}: the fields of one record that may be seen, the digests of the others, and the path. */
final class RecordText {
    private RecordText() {}

    static String of(RecordProof record, Predicate<String> hidden) {
        var text = new Lines("lvyue-record/1")
                .put("message", record.messageId())
                .put("row", record.row())
                .put("replay", record.replay())
                .put("position", record.position())
                .put("records", record.records());
        record.fields().forEach(field -> put(text, field, hidden));
        record.path().forEach(node -> text.hex("path", node));
        return text.toString();
    }

    private static void put(Lines text, FieldProof field, Predicate<String> hidden) {
        var name = field.name();
        var salt = field.salt();
        if (name == null || salt == null || hidden.test(name)) {
            text.hex("digest", field.digest());
        } else {
            text.put("salt", HexFormat.of().formatHex(salt)).put("name", name).put("value", field.value());
        }
    }
}
