package cn.lvyue.hub.record;

import java.time.Instant;

/**
 * A revision due at a target, without its fields.
 *
 * @param recordNo the record's sequence
 * @param bytes that the fields take as stored
 */
public record DueHead(
        long dueNo,
        long recordNo,
        int revision,
        DueKind kind,
        Standing standing,
        String sourceRecordNo,
        Instant recordedAt,
        int bytes) {

    public static DueHead of(DueRevision due) {
        return new DueHead(
                due.dueNo(),
                due.recordId().sequence(),
                due.revision(),
                due.kind(),
                due.standing(),
                due.sourceRecordNo(),
                due.recordedAt(),
                due.fields().length);
    }
}
