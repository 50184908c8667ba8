package cn.lvyue.hub.replay;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.replay.Replays.Mode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The replays' own table: what is wanted, how far it is, which node is at it. */
@Repository
class JobStore {
    private final JdbcClient jdbc;

    JobStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param selection and changes as JSON */
    long add(
            Replays.Request request,
            String selection,
            String changes,
            String author,
            ReplaySettings settings,
            Instant now) {
        return jdbc.sql("""
                        insert into replay.job (mode, state, selection, changes, reason, author, dry, rate, max_failure_rate,
                            created_at)
                        values (:mode, 1, :selection::json, :changes::json, :reason, :author, :dry, :rate, :failures, :now)
                        returning id""")
                .param("mode", request.mode().ordinal() + 1)
                .param("selection", selection)
                .param("changes", changes)
                .param("reason", request.reason())
                .param("author", author)
                .param("dry", request.dryRun())
                .param("rate", request.rate() == null ? settings.rate() : request.rate())
                .param(
                        "failures",
                        request.maxFailureRate() == null ? settings.maxFailureRate() : request.maxFailureRate())
                .param("now", at(now))
                .query(Long.class)
                .single();
    }

    Optional<Job> job(long id) {
        return jdbc.sql("select * from replay.job where id = ?")
                .param(id)
                .query(JobStore::job)
                .optional();
    }

    List<Job> jobs(long before, int limit) {
        return jdbc.sql("select * from replay.job where id < ? order by id desc limit ?")
                .params(before, limit)
                .query(JobStore::job)
                .list();
    }

    /** Takes the oldest replay that has something to do and that no other node is at. */
    Optional<Job> lease(String node, Instant now, Instant until) {
        return jdbc.sql("""
                        update replay.job set leased_by = :node, leased_until = :until
                        where id = (select id from replay.job
                            where state in (1, 3) and (leased_until is null or leased_until < :now or leased_by = :node)
                            order by id limit 1 for update skip locked)
                        returning *""")
                .param("node", node)
                .param("until", at(until))
                .param("now", at(now))
                .query(JobStore::job)
                .optional();
    }

    /** @return whether the replay is still this node's and still to be gone on with */
    boolean renew(long id, String node, Instant until) {
        return jdbc.sql("update replay.job set leased_until = ? where id = ? and leased_by = ? and state in (1, 3)")
                        .params(at(until), id, node)
                        .update()
                > 0;
    }

    /** Lets a node's replays go, so that another, or the same later, takes them up at once. */
    void release(long id, String node) {
        jdbc.sql("update replay.job set leased_by = null, leased_until = null where id = ? and leased_by = ?")
                .params(id, node)
                .update();
    }

    /** @return whether the replay was in one of the states it may come from */
    boolean move(long id, JobState to, Instant now, @Nullable String note, JobState... from) {
        var codes = new int[from.length];
        for (int i = 0; i < from.length; i++) {
            codes[i] = from[i].code();
        }
        return jdbc.sql("""
                                update replay.job set state = :to, note = :note,
                                    ended_at = case when :to in (6, 7) then :now else ended_at end
                                where id = :id and state = any (:from)""")
                        .param("to", to.code())
                        .param("note", note)
                        .param("now", at(now))
                        .param("id", id)
                        .param("from", codes)
                        .update()
                > 0;
    }

    /** Freezes the plan's list. */
    boolean start(long id, String author, Instant now) {
        return jdbc.sql("""
                                update replay.job set state = 3, started_at = :now, started_by = :author, note = null
                                where id = :id and state = 2 and not dry and (not needs_approval or approved_by is not null)""")
                        .param("now", at(now))
                        .param("author", author)
                        .param("id", id)
                        .update()
                > 0;
    }

    boolean approve(long id, String author, Instant now) {
        return jdbc.sql("""
                                update replay.job set approved_at = :now, approved_by = :author
                                where id = :id and state = 2 and needs_approval and approved_by is null and author <> :author""")
                        .param("now", at(now))
                        .param("author", author)
                        .param("id", id)
                        .update()
                > 0;
    }

    void planned(long id, String summary, boolean needsApproval, Instant now) {
        jdbc.sql("""
                        update replay.job set state = 2, summary = :summary::json, needs_approval = :approval, planned_at = :now,
                            leased_by = null, leased_until = null
                        where id = :id and state = 1""")
                .param("summary", summary)
                .param("approval", needsApproval)
                .param("now", at(now))
                .param("id", id)
                .update();
    }

    /** Of one that ended: no platform owes an answer any more. */
    void answered(long id, Instant now) {
        jdbc.sql("update replay.job set answered_at = ? where id = ? and state = 7 and answered_at is null")
                .params(at(now), id)
                .update();
    }

    void note(long id, String author, String action, @Nullable String detail, Instant now) {
        jdbc.sql("insert into replay.event (job, at, author, action, detail) values (?, ?, ?, ?, ?)")
                .param(id)
                .param(at(now))
                .param(author)
                .param(action)
                .param(detail)
                .update();
    }

    List<Replays.Event> events(long id) {
        return jdbc.sql("select at, author, action, detail from replay.event where job = ? order by id limit 1000")
                .param(id)
                .query((row, n) -> new Replays.Event(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("author"),
                        row.getString("action"),
                        row.getString("detail")))
                .list();
    }

    /** Remembers what a plan is made with, once per feed. */
    void readWith(long id, Replays.ReadWith with) {
        jdbc.sql("insert into replay.read_with (job, feed, mapping, pack) values (?, ?, ?, ?) on conflict do nothing")
                .params(id, with.feed().value(), with.mapping(), with.pack())
                .update();
    }

    List<Replays.ReadWith> readWith(long id) {
        return jdbc.sql("select feed, mapping, pack from replay.read_with where job = ? order by feed")
                .param(id)
                .query((row, n) -> new Replays.ReadWith(
                        new FeedId(row.getString("feed")), row.getString("mapping"), row.getString("pack")))
                .list();
    }

    static Job job(ResultSet row, int number) throws SQLException {
        return new Job(
                row.getLong("id"),
                Mode.values()[row.getInt("mode") - 1],
                JobState.ofCode(row.getInt("state")),
                row.getString("changes"),
                row.getString("reason"),
                row.getString("author"),
                row.getBoolean("dry"),
                row.getInt("rate"),
                row.getDouble("max_failure_rate"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "started_at"),
                instant(row, "ended_at"),
                instant(row, "answered_at"),
                row.getBoolean("needs_approval"),
                row.getString("approved_by"),
                row.getString("summary"),
                row.getString("note"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static OffsetDateTime at(Instant moment) {
        return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
    }
}
