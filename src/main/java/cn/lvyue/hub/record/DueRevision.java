package cn.lvyue.hub.record;

import java.time.Instant;

/**
 * A revision due at a target, as the ledger's outbox lists it.
 *
 * @param dueNo position in the outbox; rises in the order of commit, so a reader may keep a watermark
 * @param recordedAt when the ledger recorded the revision; never falls from one entry to the next but for clocks that disagree
 * @param fields the standard record, JSON; personal values are null where the target does not get them, or they were erased
 */
public record DueRevision(
        long dueNo,
        Target target,
        RecordId recordId,
        int revision,
        DueKind kind,
        Standing standing,
        FeedId feed,
        String sourceRecordNo,
        Instant recordedAt,
        byte[] fields) {}
