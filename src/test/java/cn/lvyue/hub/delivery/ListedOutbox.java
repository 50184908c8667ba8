package cn.lvyue.hub.delivery;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.record.DueKind;
import cn.lvyue.hub.record.DueRevision;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Outbox;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.Standing;
import cn.lvyue.hub.record.Target;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is due, in a list, and in the ledger's tables. */
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
        var one = new DueRevision(
                due.size() + 1,
                target,
                id(record),
                revision,
                kind,
                standing,
                new FeedId("hotline-12345"),
                sourceRecordNo,
                recordedAt,
                fields.getBytes(StandardCharsets.UTF_8));
        due.add(one);
        keep(one, record);
    }

    /** As the ledger keeps it, for sealing reads it there. */
    private static void keep(DueRevision one, long record) {
        var jdbc = JdbcClient.create(TestDatabase.dataSource());
        jdbc.sql("insert into ledger.record (id, feed, source_record_no, opened_on, channel, revision, content, state)"
                        + " values (?, ?, ?, ?, ?, 1, gen_random_uuid(), 1) on conflict (id) do nothing")
                .params(
                        record,
                        (int) record,
                        one.sourceRecordNo(),
                        one.recordId().openedOn(),
                        one.recordId().channel())
                .update();
        jdbc.sql("insert into ledger.revision (record_id, revision, at, message_id, row_no, standing, fields)"
                        + " values (?, ?, ?, 1, ?, ?, ?::json)"
                        + " on conflict (record_id, revision) do update set standing = excluded.standing")
                .params(
                        record,
                        one.revision(),
                        Timestamp.from(one.recordedAt()),
                        (int) one.dueNo(),
                        one.standing().code(),
                        new String(one.fields(), StandardCharsets.UTF_8))
                .update();
        jdbc.sql("insert into ledger.due (due_no, target, record_id, revision, kind, feed, day)"
                        + " overriding system value values (?, ?, ?, ?, ?, 1, current_date)")
                .params(
                        one.dueNo(),
                        one.target().code(),
                        record,
                        one.revision(),
                        one.kind().code())
                .update();
    }

    void addNew(Target target, long from, long to) {
        for (long record = from; record <= to; record++) {
            add(target, record, 1, DueKind.NEW, Standing.CONFIRMED);
        }
    }

    void clear() {
        due.clear();
        JdbcClient.create(TestDatabase.dataSource())
                .sql("delete from ledger.due")
                .update();
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
