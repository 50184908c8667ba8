package cn.lvyue.hub.quality;

import cn.lvyue.hub.record.StandardRecord;
import cn.lvyue.hub.standard.FieldRule;
import cn.lvyue.hub.standard.Role;
import cn.lvyue.hub.standard.Rulebook;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What of a record is its content: two records of equal content are the same, whenever and by whom they were sent. */
final class Content {
    private final int[] fields;
    private final byte[][] ids;

    Content(Rulebook rulebook) {
        var updateTime = rulebook.pack().field(Role.UPDATE_TIME);
        var content = rulebook.fields().stream()
                .filter(FieldRule::content)
                .map(FieldRule::field)
                .filter(field -> !field.equals(updateTime))
                .toList();
        fields = content.stream().mapToInt(field -> field.index()).toArray();
        ids = content.stream().map(field -> field.id().getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    }

    /** By field ids and not by position, so that a pack may grow without every record looking changed. */
    UUID of(StandardRecord record, Digests digests) {
        for (int i = 0; i < fields.length; i++) {
            var value = record.value(fields[i]);
            if (value != null) {
                digests.add(ids[i]).add(value);
            }
        }
        return digests.uuid();
    }
}
