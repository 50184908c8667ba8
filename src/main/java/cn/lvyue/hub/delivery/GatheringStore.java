package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.DueHead;
import cn.lvyue.hub.record.Target;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is taken from the outbox for one batch, in a table of the sealing transaction; and what stays behind because it is held. */
@Component
class GatheringStore {
    private static final String COLUMNS =
            "due_no, record_id, revision, kind, standing, source_record_no, recorded_at, bytes";
    private static final String HELD = "exists (select 1 from delivery.hold h where h.target = :target"
            + " and h.record_id = %s.record_id and h.released_at is null)";

    private final JdbcClient jdbc;

    GatheringStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void start() {
        jdbc.sql("""
                        create temporary table gathered (
                            due_no bigint, record_id bigint, revision int, kind smallint, standing smallint,
                            source_record_no text, recorded_at timestamptz, bytes int
                        ) on commit drop
                        """).update();
    }

    void add(List<DueHead> page) {
        int size = page.size();
        var dueNos = new long[size];
        var records = new long[size];
        var revisions = new int[size];
        var kinds = new int[size];
        var standings = new int[size];
        var numbers = new String[size];
        var recorded = new String[size];
        var bytes = new int[size];
        for (int i = 0; i < size; i++) {
            var due = page.get(i);
            dueNos[i] = due.dueNo();
            records[i] = due.recordNo();
            revisions[i] = due.revision();
            kinds[i] = due.kind().code();
            standings[i] = due.standing().code();
            numbers[i] = due.sourceRecordNo();
            recorded[i] = due.recordedAt().toString();
            bytes[i] = due.bytes();
        }
        jdbc.sql("insert into gathered select * from unnest(?::bigint[], ?::bigint[], ?::int[], ?::int[], ?::int[],"
                        + " ?::text[], ?::text[]::timestamptz[], ?::int[])")
                .params(dueNos, records, revisions, kinds, standings, numbers, recorded, bytes)
                .update();
    }

    /** Whether anything waits whose record was held and is not any more. */
    boolean anyReleased(Target target) {
        return jdbc.sql("select exists (select 1 from delivery.held_due d where d.target = :target and not "
                        + HELD.formatted("d") + ")")
                .param("target", target.code())
                .query(Boolean.class)
                .single();
    }

    void addReleased(Target target) {
        jdbc.sql("with released as (delete from delivery.held_due d where d.target = :target and not "
                        + HELD.formatted("d") + " returning *) insert into gathered select " + COLUMNS
                        + " from released")
                .param("target", target.code())
                .update();
    }

    /** Sets aside what is held. @return how many entries are left */
    int withoutHeld(Target target) {
        jdbc.sql("with held as (delete from gathered g where " + HELD.formatted("g")
                        + " returning *) insert into delivery.held_due (target, " + COLUMNS + ") select :target, "
                        + COLUMNS + " from held on conflict do nothing")
                .param("target", target.code())
                .update();
        return jdbc.sql("select count(*) from gathered").query(Integer.class).single();
    }
}
