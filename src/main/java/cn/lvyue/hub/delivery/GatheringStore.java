package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Target;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is taken from the outbox for one batch, in a table of the sealing transaction; and what stays behind because it is held. */
@Component
class GatheringStore {
    private static final String COLUMNS =
            "due_no, record_id, revision, kind, standing, source_record_no, recorded_at, bytes";
    private static final String RELEASED =
            "d.target = :target and d.recorded_at < coalesce(:until::timestamptz, 'infinity') and not ";
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

    /** Whether anything became due after a position. */
    boolean anyDue(Target target, long after) {
        return jdbc.sql("select exists (select from delivery.due_position where target = ? and due_no > ?)")
                .params(target.code(), after)
                .query(Boolean.class)
                .single();
    }

    /**
     * Some entries.
     *
     * @param last the position of the last of them
     * @param latest when the latest of them was recorded
     */
    record Page(int entries, long last, Instant latest) {}

    /**
     * Adds what became due after a position, oldest first. The positions come first and each entry is looked up by its own
     * ({@code offset 0} keeps the planner from joining them otherwise): without statistics it would read all records ever kept.
     *
     * @return empty when nothing did
     */
    Optional<Page> add(Target target, long after, int limit) {
        return jdbc.sql("with added as (insert into gathered select " + COLUMNS + """
                             from (
                                select target, due_no as position from delivery.due_position
                                where target = ? and due_no > ? order by due_no limit ?) d
                            cross join lateral (
                                select * from delivery.due_head h where h.target = d.target and h.due_no = d.position offset 0) h
                            order by due_no returning due_no, recorded_at)
                        select count(*), max(due_no), max(recorded_at) from added having count(*) > 0""")
                .params(target.code(), after, limit)
                .query((row, number) -> new Page(
                        row.getInt(1), row.getLong(2), row.getTimestamp(3).toInstant()))
                .optional();
    }

    /**
     * Puts back what was recorded at some moment or later, and all that follows it: the outbox is in the order of commit, and what
     * a day's batch holds is a prefix of it.
     *
     * @return the last position that is left; empty when nothing is
     */
    Optional<Long> cut(Instant until) {
        jdbc.sql("delete from gathered where due_no >= (select min(due_no) from gathered where recorded_at >= ?)")
                .param(Timestamp.from(until))
                .update();
        return jdbc.sql("select max(due_no) from gathered having count(*) > 0")
                .query(Long.class)
                .optional();
    }

    /** Whether anything waits whose record was held and is not any more. @param until what was recorded from then on is left; none for no limit */
    boolean anyReleased(Target target, @Nullable Instant until) {
        return jdbc.sql("select exists (select 1 from delivery.held_due d where " + RELEASED + HELD.formatted("d")
                        + ")")
                .param("target", target.code())
                .param("until", until == null ? null : Timestamp.from(until))
                .query(Boolean.class)
                .single();
    }

    void addReleased(Target target, @Nullable Instant until) {
        jdbc.sql("with released as (delete from delivery.held_due d where " + RELEASED + HELD.formatted("d")
                        + " returning *) insert into gathered select " + COLUMNS + " from released")
                .param("target", target.code())
                .param("until", until == null ? null : Timestamp.from(until))
                .update();
    }

    /** Whether a platform said of any record, since the last sealing, that it has it after all. */
    boolean anyTurnedUp(Target target) {
        return jdbc.sql("select exists (select 1 from delivery.turned_up where target = ?)")
                .param(target.code())
                .query(Boolean.class)
                .single();
    }

    /** Takes up again the removals that were left out because what they remove did not stand there, where it does after all. */
    void addTurnedUp(Target target) {
        jdbc.sql("""
                        with turned_up as (
                            delete from delivery.turned_up where target = :target returning record_id
                        ), left_out as (
                            delete from delivery.item i using (select distinct record_id from turned_up) t
                            where i.target = :target and i.record_id = t.record_id and i.kind = 2 and i.state = 2
                                and not exists (select 1 from delivery.item n
                                    where n.target = :target and n.record_id = i.record_id and n.revision > i.revision)
                            returning i.due_no
                        )
                        insert into gathered select %s
                        from left_out l
                            cross join lateral (select * from delivery.due_head h
                                where h.target = :target and h.due_no = l.due_no offset 0) h
                        """.formatted("h." + COLUMNS.replace(", ", ", h.")))
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
