package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.DueKind;
import cn.lvyue.hub.record.DueRevision;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Outbox;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.Standing;
import cn.lvyue.hub.record.Target;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What is due, in a list. */
class ListedOutbox implements Outbox {
    private final List<DueRevision> due = new CopyOnWriteArrayList<>();

    /** When the ledger records what is added next. */
    private volatile Instant recordedAt = Instant.parse("2026-03-04T04:00:00Z");

    void recordAt(Instant at) {
        recordedAt = at;
    }

    static RecordId id(long sequence) {
        return new RecordId(LocalDate.of(2026, 3, 1), "03", sequence);
    }

    void add(Target target, long record, int revision, DueKind kind, Standing standing) {
        add(target, record, revision, kind, standing, "GD-" + record);
    }

    void add(Target target, long record, int revision, DueKind kind, Standing standing, String sourceRecordNo) {
        var fields =
                """
                {"X_NO":"%s","X_SOURCE":"%s","X_TEXT":"第%d版，电话13845678901","X_FACTS":"欠款3年，致电13845678901未果",\
                "X_NAME":"张三丰","X_HOME":"三楼，13845678901","X_PHONE":"13845678901","X_DECIDED":"%s"}""".formatted("overwritten", sourceRecordNo, revision, standing == Standing.UNCONFIRMED ? "0" : "1");
        due.add(new DueRevision(
                due.size() + 1,
                target,
                id(record),
                revision,
                kind,
                standing,
                new FeedId("hotline-12345"),
                sourceRecordNo,
                recordedAt,
                fields.getBytes(StandardCharsets.UTF_8)));
    }

    void addNew(Target target, long from, long to) {
        for (long record = from; record <= to; record++) {
            add(target, record, 1, DueKind.NEW, Standing.CONFIRMED);
        }
    }

    void clear() {
        due.clear();
    }

    @Override
    public List<DueRevision> dueAfter(Target target, long after, int limit) {
        return due.stream()
                .filter(one -> one.target() == target && one.dueNo() > after)
                .limit(limit)
                .toList();
    }

    @Override
    public List<DueRevision> dueBetween(Target target, long from, long to) {
        return due.stream()
                .filter(one -> one.target() == target && one.dueNo() >= from && one.dueNo() <= to)
                .toList();
    }

    @Override
    public long countAfter(Target target, long after) {
        return dueAfter(target, after, Integer.MAX_VALUE).size();
    }

    @Override
    public List<DueRevision> dueOf(RecordId recordId) {
        return due.stream().filter(one -> one.recordId().equals(recordId)).toList();
    }
}
