package cn.lvyue.hub.quality;

import cn.lvyue.hub.record.StandardRecord;
import cn.lvyue.hub.standard.FieldRule;
import cn.lvyue.hub.standard.Rulebook;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * What of a record is its content: two records of equal content are the same, whenever and by whom they were sent. A pack's
 * order puts the fields that are no content last, so the content is the front part of the stored form.
 */
final class Content {
    private final int[] others;
    private final byte[][] members;

    Content(Rulebook rulebook) {
        var rules = rulebook.fields().stream()
                .filter(rule -> !rule.content())
                .map(FieldRule::field)
                .toList();
        others = rules.stream().mapToInt(field -> field.index()).toArray();
        members = rules.stream()
                .map(field -> ("\"" + field.id() + "\":\"").getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    /** @param json the record's stored form */
    UUID of(StandardRecord record, byte[] json, Digests digests) {
        return digests.add(json, end(record, json)).uuid();
    }

    private int end(StandardRecord record, byte[] json) {
        for (int i = 0; i < others.length; i++) {
            if (record.value(others[i]) != null) {
                int start = lastIndexOf(members[i], json);
                return json[start - 1] == ',' ? start - 1 : start;
            }
        }
        return json.length - 1;
    }

    /** Quotes inside values are escaped, so a member's beginning is found nowhere else. */
    private static int lastIndexOf(byte[] member, byte[] json) {
        int at = json.length - member.length;
        while (!Arrays.equals(json, at, at + member.length, member, 0, member.length)) {
            at--;
        }
        return at;
    }
}
